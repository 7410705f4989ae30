/** What a file of certificates is called. */
export const CERTIFICATES = '高新技术企业申报认定台账.csv';

/** A file of certificates; each row: company, credit code, certificate number or — for none. */
export function certificates(...rows: readonly (readonly [string, string, string])[]): string {
  const lines = rows.map(([name, code, no]) => {
    const passed = no !== '—';
    const issued = passed ? `${no.slice(2, 6)}年11月12日` : '—';
    return `第一批,${name},${code},2021.5.1,${passed ? '通过' : '未通过'},${no},${issued}`;
  });
  return ['批次,企业名称,统一社会信用代码,推荐时间,申报结果,证书编号,发证日期', ...lines].join('\n');
}
