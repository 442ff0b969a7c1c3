"""The classroom on paper: worksheets, the codebook card, the cards of the permutation game, and the answers."""
