import { DATASETS } from '../reporting/datasets.js';
import { escapeHtml, page } from '../web/page.js';
import { filtersOf } from './selection.js';

/** The formats of every dataset. */
export const EXTENSIONS = ['csv', 'xlsx', 'json'] as const;
export type Extension = (typeof EXTENSIONS)[number];

/** The list of exports for programs. */
export function datasetList(): unknown {
  return {
    datasets: DATASETS.map((dataset) => ({
      name: dataset.name,
      title: dataset.zh,
      key: dataset.key,
      parameters: filtersOf(dataset),
      files: Object.fromEntries(EXTENSIONS.map((extension) => [extension, addressOf(dataset.name, extension)])),
      columns: dataset.columns.map(({ name, type, zh, nullable }) => ({ name, type, comment: zh, nullable })),
    })),
  };
}

/** The list of exports for people. */
export function datasetPage(): string {
  const rows = DATASETS.map(
    (dataset) => `<tr><td>${escapeHtml(dataset.zh)}<br><code>${dataset.name}</code></td>
<td>${EXTENSIONS.map((extension) => `<a href="${addressOf(dataset.name, extension)}${extension === 'xlsx' ? '?titles=zh' : ''}">${extension.toUpperCase()}</a>`).join(' · ')}</td>
<td>${filtersOf(dataset)
      .map((filter) => `<code>${filter}</code>`)
      .join(' ')}</td></tr>`,
  );
  return page(
    '数据导出',
    `<p>每个数据集都可以下载为 CSV（UTF-8）、Excel 工作簿或 JSON，与 SQL、OData、GraphQL 是同一份数据。在地址后加参数可以只要一部分：<code>?division=行政区划代码</code>（含下级）、<code>?year=2024</code>，两者可用 <code>&amp;</code> 连用。</p>
<p>用 Excel 看请下载 XLSX（<code>titles=zh</code> 在表头加上中文列名，去掉它则表头与其他格式相同）：信用代码、文号等长数字保持原样（Excel 打开 CSV 时会把长数字变成科学计数）。交给程序处理或行数很多时请用 CSV 或 JSON。BI 工具可以直接连接：OData 服务地址为 <code>/odata/</code>，数据库账号用 <code>npm run bi-user -- 账号名</code> 建立。</p>
<table><thead><tr><th>数据集</th><th>下载</th><th>参数</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}

function addressOf(name: string, extension: Extension): string {
  return `/exports/${name}.${extension}`;
}
