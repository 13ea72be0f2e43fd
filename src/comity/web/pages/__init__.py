"""The pages, one file each: a router, a view model out of the ledger, a template."""
