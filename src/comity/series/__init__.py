"""Official statistics: files and providers become series with vintage and provenance."""
