import { createSchema, schemaText } from './schema.js';

process.stdout.write(schemaText(createSchema()));
