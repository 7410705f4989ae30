/** Imported first of all: graphql-js and others check themselves at every field unless they are told that this is no development. */
process.env['NODE_ENV'] ??= 'production';
