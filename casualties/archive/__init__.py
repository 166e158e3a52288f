"""Archive in, one claims table on disk out: streamed, in several processes, stopped and resumed without a loss."""
