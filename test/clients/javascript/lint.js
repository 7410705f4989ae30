/** graphql-eslint's rules for schemas, those of Relay among them: lint.js SCHEMA prints what they say, but for the exceptions. */
import graphql from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { dirname, relative } from 'node:path';

const recommended = graphql.configs['flat/schema-recommended'].rules;
const { EnumValueDefinition, ...names } = recommended['@graphql-eslint/naming-convention'][1];
const EXCEPTIONS = {
  // Values that stand for fields are named as these are, and two enums were public before the rule was.
  '@graphql-eslint/naming-convention': [
    'error',
    {
      ...names,
      'EnumValueDefinition[parent.name.value!=/Field$|Key$|GroupSort$|^DatePrecision$|^FigureFlag$/]':
        EnumValueDefinition,
    },
  ],
  // Connections have `nodes` beside `edges`, and lists that are short are lists.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  // Groups are read forwards only.
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  // What has an identity implements Node; points, cells and counts have none.
  '@graphql-eslint/strict-id-in-types': 'off',
  // The roots need no words of their own.
  '@graphql-eslint/require-description': [
    'error',
    {
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      types: true,
      ignoredSelectors: ['[name.value=/^(Query|Mutation)$/]'],
    },
  ],
};

const [schema] = process.argv.slice(2);
const cwd = dirname(schema);
const eslint = new ESLint({
  cwd,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.graphql'],
      languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema } } },
      plugins: { '@graphql-eslint': graphql },
      rules: { ...recommended, ...graphql.configs['flat/schema-relay'].rules, ...EXCEPTIONS },
    },
  ],
});
const results = await eslint.lintFiles([relative(cwd, schema)]);
console.log(
  JSON.stringify(
    results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => ({ ruleId, message, line }))),
  ),
);
