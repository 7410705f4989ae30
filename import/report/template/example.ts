import type { LedgerField } from '../../../src/entities/ledger.js';
import type { FieldReading, Shape } from '../../ledgers/ledger.js';
import { EXAMPLES, type ExampleValue } from './examples.js';

const BY_SHAPE: Readonly<Partial<Record<Shape, string>>> = {
  creditCode: '91150103MA0N8XAM1C',
  certificateNo: 'GR202415000321',
  registrationNo: '202415010308000123',
  documentNo: '内财教〔2024〕15号',
  contractNo: '2024150103000123',
  organisation: '青禾智能装备有限公司',
  person: '张晓明',
  place: '示例镇东河村',
  bank: '示例银行科技支行',
  unit: '家',
  batch: '第一批',
  goal: '≥10家',
};

/** A likely value of a field for a template's example row; an empty text where it stays blank. */
export function exampleOf(
  ledger: string,
  name: string,
  field: LedgerField,
  reading: FieldReading | undefined,
): ExampleValue {
  const given = (EXAMPLES as Readonly<Record<string, Readonly<Record<string, ExampleValue>> | undefined>>)[ledger];
  return given?.[name] ?? likely(name, field, reading);
}

function likely(name: string, field: LedgerField, reading: FieldReading | undefined): ExampleValue {
  if (name === 'remark') return '';
  const [member] = Object.keys(reading?.vocabulary?.members ?? {});
  if (member !== undefined) return member;
  const shaped = reading?.shape === undefined ? undefined : BY_SHAPE[reading.shape];
  if (shaped !== undefined) return shaped;
  switch (field.kind) {
    case 'money':
      return 50;
    case 'number':
      return 10;
    case 'date':
      return '2024-05-20';
    case 'boolean':
      return '是';
    case 'person':
      return BY_SHAPE.person ?? '';
    case 'organisation':
      return BY_SHAPE.organisation ?? '';
    case 'code':
      return '2024-001';
    case 'list':
      return '示例农业大学；示例农业科学院';
    default:
      return `示例${field.zh}`;
  }
}
