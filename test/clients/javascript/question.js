/** The question that each client asks: a figure, with the row it rests on, now or as it was known on a day. */
export const FIGURE = `
  query Figure($division: ID!, $asOf: LocalDate) {
    yearOverYear(indicators: ["FUND_TOTAL"], from: 2025, to: 2025, divisions: [$division], asOf: $asOf) {
      indicator { code }
      division { code }
      points { year value rows { nodes { id workbook cells { address text } } } }
    }
  }`;

/** The totals of the sample district. */
export const TOTALS = `
  query Totals($indicator: ID!) {
    yearOverYear(indicators: [$indicator], from: 2021, to: 2024) { points { year value } }
  }`;

/** What is shown of a figure: its value, and the amount in the row behind it. */
export function shown({ yearOverYear }) {
  const [{ value, rows }] = yearOverYear[0].points;
  return { value, evidence: rows.nodes.map(({ cells }) => cells.find(({ address }) => address === 'F2')?.text) };
}

export const valuesOf = ({ yearOverYear }) => yearOverYear[0].points.map(({ value }) => value);
