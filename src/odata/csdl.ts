import { DATASETS, type Dataset, type DatasetColumn } from '../reporting/datasets.js';
import { EDM_TYPES } from './edm.js';
import { TRANSFORMATIONS } from './apply.js';
import { type Link, linksOf } from './links.js';
import { FUNCTIONS } from './functions.js';

/** The namespace of the types. */
export const NAMESPACE = 'Taizhang';

/** JSON as CSDL uses it. */
export type CsdlValue = string | number | boolean | readonly CsdlValue[] | CsdlObject;
export interface CsdlObject {
  readonly [name: string]: CsdlValue;
}

const VOCABULARIES = {
  'Org.OData.Core.V1': 'Core',
  'Org.OData.Capabilities.V1': 'Capabilities',
  'Org.OData.Aggregation.V1': 'Aggregation',
} as const;

/** The model as CSDL JSON: a type and a set a dataset, their Chinese descriptions, and the capabilities of each set. */
export const CSDL: CsdlObject = {
  $Version: '4.0',
  $EntityContainer: `${NAMESPACE}.Container`,
  $Reference: Object.fromEntries(
    Object.entries(VOCABULARIES).map(([namespace, alias]) => [
      `https://oasis-tcs.github.io/odata-vocabularies/vocabularies/${namespace}.json`,
      { $Include: [{ $Namespace: namespace, $Alias: alias }] },
    ]),
  ),
  [NAMESPACE]: {
    ...Object.fromEntries(DATASETS.map((dataset) => [dataset.name, entityType(dataset)])),
    ...Object.fromEntries(DATASETS.flatMap(flagTypes)),
    Container: {
      $Kind: 'EntityContainer',
      '@Core.Description': '台账：指标、维度与各台账明细，只读',
      '@Capabilities.BatchSupported': true,
      '@Capabilities.AsynchronousRequestsSupported': false,
      '@Capabilities.CrossJoinSupported': false,
      '@Capabilities.KeyAsSegmentSupported': false,
      '@Capabilities.SupportedFormats': ['application/json'],
      '@Capabilities.FilterFunctions': Object.keys(FUNCTIONS),
      '@Aggregation.ApplySupportedDefaults': {
        Transformations: TRANSFORMATIONS,
        CustomAggregationMethods: [],
      },
      ...Object.fromEntries(DATASETS.map((dataset) => [dataset.name, entitySet(dataset)])),
    },
  },
};

function entityType(dataset: Dataset): CsdlObject {
  return {
    $Kind: 'EntityType',
    $Key: dataset.key,
    '@Core.Description': dataset.zh,
    ...Object.fromEntries(
      dataset.columns.map((column) => [
        column.name,
        {
          ...(column.type === 'text' ? {} : { $Type: typeOf(dataset, column) }),
          ...(column.type === 'list' ? { $Collection: true } : {}),
          ...(column.nullable ? { $Nullable: true } : {}),
          ...(column.type === 'decimal' ? { $Scale: 'variable' } : {}),
          '@Core.Description': column.zh,
        },
      ]),
    ),
    ...Object.fromEntries(linksOf(dataset).map((link) => [link.name, navigation(dataset, link)])),
  };
}

function navigation({ columns }: Dataset, { column, target }: Link): CsdlObject {
  const { nullable } = columns.find(({ name }) => name === column)!;
  return {
    $Kind: 'NavigationProperty',
    $Type: `${NAMESPACE}.${target.name}`,
    ...(nullable ? { $Nullable: true } : {}),
    $ReferentialConstraint: { [column]: target.key[0]! },
    '@Core.Description': target.zh,
  };
}

function typeOf({ name }: Dataset, { type }: DatasetColumn): string {
  return type === 'flags' ? `${NAMESPACE}.${name}_flags` : EDM_TYPES[type];
}

/** The type of a dataset's flags: a text for each column that may have one. */
function flagTypes(dataset: Dataset): [string, CsdlObject][] {
  return dataset.columns
    .filter(({ type }) => type === 'flags')
    .map(({ zh, members = [] }) => {
      const flags = members.map((member) => {
        const { zh: title } = dataset.columns.find(({ name }) => name === member)!;
        return [member, { $Nullable: true, '@Core.Description': title }];
      });
      const type = { $Kind: 'ComplexType', '@Core.Description': zh, ...Object.fromEntries(flags) };
      return [`${dataset.name}_flags`, type];
    });
}

function entitySet(dataset: Dataset): CsdlObject {
  const named = (...types: string[]) =>
    dataset.columns.filter(({ type }) => types.includes(type)).map((column) => column.name);
  const [lists, unsorted] = [named('list'), named('list', 'flags')];
  const links = linksOf(dataset).map(({ name }) => name);
  const bindings = Object.fromEntries(links.map((name) => [name, name]));
  return {
    $Collection: true,
    $Type: `${NAMESPACE}.${dataset.name}`,
    ...(links.length === 0 ? {} : { $NavigationPropertyBinding: bindings }),
    '@Core.Description': dataset.zh,
    '@Capabilities.TopSupported': true,
    '@Capabilities.SkipSupported': true,
    '@Capabilities.CountRestrictions': { Countable: true },
    '@Capabilities.FilterRestrictions': { Filterable: true, NonFilterableProperties: lists },
    '@Capabilities.SortRestrictions': { Sortable: true, NonSortableProperties: unsorted },
    '@Capabilities.ExpandRestrictions': { Expandable: links.length > 0 },
    '@Capabilities.SearchRestrictions': { Searchable: true },
    '@Capabilities.InsertRestrictions': { Insertable: false },
    '@Capabilities.UpdateRestrictions': { Updatable: false },
    '@Capabilities.DeleteRestrictions': { Deletable: false },
  };
}
