import type { IndicatorDefinition, Measure, RowsMeasure } from '../definition.js';
import { termsOf } from '../value.js';
import type { FormulaShape, MeasureShape } from './shape.js';

/**
 * An indicator's measures in the shape of analysts' definitions, so that these can start from any of them; empty where it
 * is not made from rows.
 */
export function formulaOf({ code, measure, per, factor, compares }: IndicatorDefinition): FormulaShape {
  if (compares !== undefined) return {};
  if (per === undefined) return { sum: termsOf(measure).map((term) => shapeOf(term, { indicator: code })) };
  return {
    ratio: {
      numerator: shapeOf(single(measure), { indicator: code, part: 'NUMERATOR' }),
      denominator: shapeOf(single(per), { indicator: code, part: 'DENOMINATOR' }),
      factor: factor ?? 1,
    },
  };
}

/** No ratio of the catalogue is made of sums, and analysts' own are shown as they were given. */
function single(measure: Measure): RowsMeasure {
  if (measure.kind === 'sum') throw new Error('A ratio of the catalogue rests on a sum, which has no shape yet');
  return measure;
}

/** A measure in the shape of definitions; one of needs, which have no shape, as the indicator's own. */
function shapeOf({ rows, value }: RowsMeasure, own: MeasureShape): MeasureShape {
  if ('sum' in value) return { rows, sum: value.sum };
  if ('largest' in value) return own;
  return 'distinct' in value ? { rows, distinct: value.distinct } : { rows };
}
