"""The codebook as data files: event types, pillars, stages, units. The readers are the modules beside this folder."""
