"""The training corpus of the learned coder and the programs that make the model from it; never imported at run time."""
