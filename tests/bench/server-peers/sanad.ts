import { addPerson, openToken } from '@sanad/server/people/sessions';
import { openSqlite } from '@sanad/server/store/sqlite';
import type { Role } from '@sanad/shared/policy';
import type { Kind, Stage } from './kind.ts';
import { ServerProcess } from './server-process.ts';

/** How many people of each role the clients are. */
const PEOPLE = 20;

/** Forty people are all the clients there are: what one person may send and open is raised far above what people do. */
const UNLIMITED = {
  SANAD_MAX_MESSAGES: '1000000',
  SANAD_MAX_BYTES: '1000000000',
  SANAD_MAX_CONNECTIONS_PERSON: '100000',
  SANAD_MAX_CONNECTIONS_ARTICLE: '100000',
};

/** Sanad as `npm start` runs it: durable, with the gate, roles and history. */
export const sanad: Kind = {
  name: 'sanad',
  tongue: 'stock',
  brings: false,
  async start(stage) {
    const { writers, readers } = await furnish(stage);
    const process = await ServerProcess.start(
      'server/src/main.ts',
      { SANAD_HOST: '127.0.0.1', SANAD_PORT: '0', SANAD_DATA: stage.folder, SANAD_URL: '', ...UNLIMITED },
      stage.flags,
    );
    const path = (token: string) => `/sync/{document}?token=${token}`;
    return { process, writerPaths: writers.map(path), readerPaths: readers.map(path) };
  },
};

/** Puts people and articles into the data folder. */
async function furnish({ folder, documents, article }: Stage): Promise<Record<'writers' | 'readers', string[]>> {
  const store = await openSqlite(folder);
  try {
    const now = new Date();
    const tokens = async (role: Role) => {
      const made: string[] = [];
      for (let index = 0; index < PEOPLE; index++) {
        const person = await addPerson(store.people, `${role} ${index}`, role, now);
        made.push(await openToken(store.people, person.id, now, null));
      }
      return made;
    };
    const writers = await tokens('editor');
    const readers = await tokens('reader');
    const at = now.toISOString();
    await Promise.all(
      documents.map((id) =>
        store.articles.create(
          { id, title: id, language: 'ar', createdAt: at, createdBy: null },
          { article: id, at, actor: 'bench', bytes: article, history: [], clients: [1] },
        ),
      ),
    );
    return { writers, readers };
  } finally {
    await store.close();
  }
}
