import { databaseOf, connect } from '../../src/database/orm.js';
import { graphql } from 'graphql';
import pg from 'pg';
import { createLoaders } from '../../src/graphql/loaders.js';
import { createSchema } from '../../src/graphql/schema.js';
import type { BareQuestion } from './bare.js';
import { type BenchQuestion, graphqlBody } from './questions.js';

type Statement = BareQuestion['statements'][number];
let heard: Statement[] = [];

/** Notes what it is asked. */
class ListeningClient extends pg.Client {
  override query: pg.Client['query'] = ((...parts: unknown[]) => {
    const [text, values] = parts;
    if (typeof text === 'string' && Array.isArray(values)) heard.push({ text, values });
    return (super.query.bind(this) as (...all: unknown[]) => unknown)(...parts);
  }) as pg.Client['query'];
}

/** The SQL that the server comes to run for some questions, heard on its connection. */
export async function finalStatements(
  databaseUrl: string,
  questions: readonly BenchQuestion[],
): Promise<BareQuestion[]> {
  const orm = await connect(databaseUrl, { Client: ListeningClient as never });
  const db = databaseOf(orm);
  const schema = createSchema();
  const all: BareQuestion[] = [];
  for (const each of questions) {
    heard = [];
    const { query, variables } = JSON.parse(graphqlBody(each)) as { query: string; variables: Record<string, unknown> };
    const contextValue = { db, past: db, loaders: createLoaders(db, db) };
    const { errors } = await graphql({ schema, source: query, variableValues: variables, contextValue });
    if (errors !== undefined) throw errors[0]!;
    all.push({ question: each.question, ranked: each.ranked, statements: heard });
  }
  await orm.close(true);
  return all;
}
