/** PostGraphile over the schema `reporting` on a free port, with the plug-in for aggregates; read by its command. */
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

export default {
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  pgServices: [
    makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['reporting'], poolConfig: { max: 10 } }),
  ],
  grafserv: { port: 0, graphqlPath: '/graphql', graphiql: false, watch: false },
};
