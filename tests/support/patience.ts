/**
 * When a test gives up on a condition, in milliseconds. It ends what hangs and measures nothing: a machine that is busy
 * with other things may be slow, and no test may fail for that.
 */
export const PATIENCE = 60_000;
