import { ListenError, openDesk } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { StoreError } from './store/sqlite.ts';

try {
  const desk = await openDesk(readConfig(process.env));
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    desk.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  // Last: whoever reads it may ask the desk to close at once.
  console.log(
    desk.firstLink
      ? `Sanad is open. Sign in as its first admin, once, at ${desk.firstLink}`
      : `Sanad is open at ${desk.url}`,
  );
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof ListenError || error instanceof StoreError;
  console.error(expected ? error.message : error);
  process.exit(1);
}
