"""What a record is, said once; pure, may import only domain and what lies below it."""
