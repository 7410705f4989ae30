import { type Attributes, element, escapeXml } from '../xml.js';
import type { CsdlObject, CsdlValue } from './csdl.js';

/** Collections of property paths, which the JSON form, unlike XML, writes as strings. */
const PATHS = new Set(['NonFilterableProperties', 'NonSortableProperties']);

/** The model as CSDL XML, made from the JSON, so that the two agree. */
export function csdlXml(csdl: CsdlObject): string {
  const schemas = members(csdl).filter(([name]) => !name.startsWith('$'));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    element(
      'edmx:Edmx',
      { Version: String(csdl['$Version']), 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx' },
      [
        ...members(object(csdl['$Reference'])).map(([uri, reference]) => referenceXml(uri, object(reference))),
        element(
          'edmx:DataServices',
          {},
          schemas.map(([namespace, schema]) => schemaXml(namespace, object(schema))),
        ),
      ],
    ),
  ].join('\n');
}

function referenceXml(uri: string, reference: CsdlObject): string {
  const includes = (reference['$Include'] as readonly CsdlObject[]).map((include) =>
    element('edmx:Include', { Namespace: String(include['$Namespace']), Alias: String(include['$Alias']) }),
  );
  return element('edmx:Reference', { Uri: uri.replace(/\.json$/u, '.xml') }, includes);
}

function schemaXml(namespace: string, schema: CsdlObject): string {
  const attributes = { Namespace: namespace, xmlns: 'http://docs.oasis-open.org/odata/ns/edm' };
  const parts = members(schema).map(([name, part]) => {
    const each = object(part);
    return each['$Kind'] === 'EntityContainer' ? containerXml(name, each) : typeXml(name, each);
  });
  return element('Schema', attributes, parts);
}

function typeXml(name: string, type: CsdlObject): string {
  const key = (type['$Key'] ?? []) as readonly string[];
  const names = key.map((each) => element('PropertyRef', { Name: each }));
  const properties = declared(type).map(([property, value]) => propertyXml(property, object(value)));
  return element(String(type['$Kind']), { Name: name }, [
    ...(names.length === 0 ? [] : [element('Key', {}, names)]),
    ...properties,
    ...annotations(type),
  ]);
}

function propertyXml(name: string, property: CsdlObject): string {
  const type = String(property['$Type'] ?? 'Edm.String');
  const attributes = {
    Name: name,
    Type: property['$Collection'] === true ? `Collection(${type})` : type,
    ...(property['$Nullable'] === true ? {} : { Nullable: 'false' }),
    ...(property['$Scale'] === undefined ? {} : { Scale: String(property['$Scale']) }),
  };
  const constraints = members(object(property['$ReferentialConstraint'] ?? {})).map(([own, referenced]) =>
    element('ReferentialConstraint', { Property: own, ReferencedProperty: String(referenced) }),
  );
  return element(String(property['$Kind'] ?? 'Property'), attributes, [...constraints, ...annotations(property)]);
}

function containerXml(name: string, container: CsdlObject): string {
  const sets = declared(container).map(([set, value]) => {
    const each = object(value);
    const bindings = members(object(each['$NavigationPropertyBinding'] ?? {})).map(([path, target]) =>
      element('NavigationPropertyBinding', { Path: path, Target: String(target) }),
    );
    return element('EntitySet', { Name: set, EntityType: String(each['$Type']) }, [...bindings, ...annotations(each)]);
  });
  return element('EntityContainer', { Name: name }, [...sets, ...annotations(container)]);
}

function declared(of: CsdlObject): [string, CsdlValue][] {
  return members(of).filter(([name]) => !name.startsWith('$') && !name.startsWith('@'));
}

function annotations(of: CsdlObject): string[] {
  return members(of)
    .filter(([name]) => name.startsWith('@'))
    .map(([name, value]) => valueXml('Annotation', { Term: name.slice(1) }, value));
}

/** An annotation's value: a constant as an attribute, a collection or a record as an element. */
function valueXml(tag: string, attributes: Attributes, value: CsdlValue): string {
  if (typeof value === 'string') return element(tag, { ...attributes, String: value });
  if (typeof value === 'boolean') return element(tag, { ...attributes, Bool: String(value) });
  if (typeof value === 'number') return element(tag, { ...attributes, Int: String(value) });
  if (isList(value)) {
    const item = PATHS.has(attributes['Property'] ?? '') ? 'PropertyPath' : 'String';
    return element(tag, attributes, [
      element(
        'Collection',
        {},
        value.map((each) => `<${item}>${escapeXml(String(each))}</${item}>`),
      ),
    ]);
  }
  const values = members(value).map(([name, each]) => valueXml('PropertyValue', { Property: name }, each));
  return element(tag, attributes, [element('Record', {}, values)]);
}

function members(of: CsdlObject): [string, CsdlValue][] {
  return Object.entries(of);
}

function object(value: CsdlValue | undefined): CsdlObject {
  if (typeof value !== 'object' || isList(value)) throw new Error('CSDL has an object here');
  return value;
}

function isList(value: CsdlValue): value is readonly CsdlValue[] {
  return Array.isArray(value);
}
