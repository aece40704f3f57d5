import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import type { FilePlace } from './file-place.ts';

/** How many prepared statements are kept: a program's queries are few, but lists of rows come in many lengths. */
const PREPARED = 200;

/** Kysely over Node's own SQLite, which writes only while its files are in their `place`. Destroying the Kysely instance closes the database. */
export class NodeSqliteDialect implements Dialect {
  readonly #database: DatabaseSync;
  readonly #place: FilePlace;

  constructor(database: DatabaseSync, place: FilePlace) {
    this.#database = database;
    this.#place = place;
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#database, this.#place);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** Statements that write, and may answer with rows. */
const WRITES = /^\s*(insert|update|delete|replace)\b/i;

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #place: FilePlace;

  constructor(database: DatabaseSync, place: FilePlace) {
    const prepared = new Map<string, SqliteStatement>();
    super({
      database: {
        close: () => database.close(),
        prepare: (sql) => {
          let statement = prepared.get(sql);
          if (!statement) {
            const ensure = () => {
              if (!database.isTransaction) place.ensure(); // what is in one is looked at when it ends
            };
            statement = statementOf(database.prepare(sql), WRITES.test(sql) ? ensure : () => {});
            const oldest = prepared.size >= PREPARED ? prepared.keys().next().value : undefined;
            if (oldest !== undefined) prepared.delete(oldest);
            prepared.set(sql, statement);
          }
          return statement;
        },
      },
    });
    this.#database = database;
    this.#place = place;
  }

  /**
   * A transaction that writes takes the write lock at once: one that starts by reading and then finds another process
   * writing would fail without waiting.
   */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  /** @throws Error when the database is no longer in its place; nothing was written then. */
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#place.ensure();
    await super.commitTransaction(connection);
  }

  /** SQLite ends a transaction by itself after some failures, and then has none to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function statementOf(statement: StatementSync, ensure: () => void): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => {
      ensure();
      return statement.all(...values(parameters));
    },
    run: (parameters) => {
      ensure();
      return statement.run(...values(parameters));
    },
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

function values(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
      return value;
    }
    if (value instanceof Uint8Array) return value;
    throw new RangeError(`a ${typeof value} is no value for SQLite`);
  });
}
