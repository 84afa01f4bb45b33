// The page that gives the code for embedding.
