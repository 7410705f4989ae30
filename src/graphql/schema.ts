import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { CheckResolver, CheckSideResolver } from './check.resolver.js';
import { ContributionResolver, ContributionTextResolver } from './contribution.resolver.js';
import { DivisionChangeResolver } from './division-change.resolver.js';
import { DivisionResolver } from './division.resolver.js';
import { ImportRunResolver, ImportSheetResolver } from './import.resolver.js';
import { IndicatorResolver, IndicatorSeriesResolver, YearPointResolver } from './indicator.resolver.js';
import { LedgerRowResolver } from './ledger-row.js';
import { CONNECTIONS, LedgerResolver } from './ledger.resolver.js';
import { MappingResolver } from './mapping.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { WindowResolver } from './window.resolver.js';
import { EnterpriseResolver } from './enterprise.types.js';
import { OwnIndicatorResolver } from './own-indicator.resolver.js';

/** The executable schema, made from the resolver classes and the ledgers' declarations. */
export function createSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      IndicatorResolver,
      IndicatorSeriesResolver,
      YearPointResolver,
      ContributionResolver,
      ContributionTextResolver,
      LedgerRowResolver,
      DivisionResolver,
      DivisionChangeResolver,
      CheckResolver,
      CheckSideResolver,
      ImportRunResolver,
      ImportSheetResolver,
      LedgerResolver,
      MappingResolver,
      NodeResolver,
      WindowResolver,
      EnterpriseResolver,
      OwnIndicatorResolver,
      ...CONNECTIONS,
    ] as never,
    validate: false,
  });
}

/** The schema as SDL, sorted, as committed in schema.graphql. */
export function schemaText(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
