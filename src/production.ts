/** Imported before all else: graphql-js and others check themselves at every field unless NODE_ENV is production. */
process.env['NODE_ENV'] ??= 'production';
