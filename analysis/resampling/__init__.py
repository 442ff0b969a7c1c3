"""What articles split or drawn anew say: ways to split them, permutation over splits, bootstrap, false discoveries."""
