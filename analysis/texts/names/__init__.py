"""Who is named, and how: names in an article, the persons they belong to, and the roles that stand for them."""
