import { config } from 'zod';

// Reading shapes faster by code made on the spot is what the pages' security policy forbids; not even asking is quieter.
config({ jitless: true });
