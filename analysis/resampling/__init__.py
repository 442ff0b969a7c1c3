"""What articles split or drawn anew say: ways to split them, permutation over splits, intervals, false discoveries."""
