import { DATASETS, SCHEMA } from '../reporting/datasets.js';
import { escapeHtml, page } from '../web/page.js';
import type { Access } from './access.js';
import { accountStep, ADVICE, type Guide, guides } from './guides.js';
import { parameters } from './note.js';

/** The page of all connections, for people. `suffix` follows the address of each file. */
export function connectPage(access: Access, suffix: string): string {
  const all = guides(access);
  const bundled =
    '<p>数据库是随程序附带的 PostgreSQL，随 <code>npm start</code> 运行，只接受本机的连接。要从别的电脑连接，请改用自己的 PostgreSQL（<code>DATABASE_URL</code>）。</p>';
  return page(
    '连接 BI 工具',
    `<p>各种工具读到的是同一份数据。下载现成的连接文件，或照步骤填写；任何文件里都没有密码，由您在工具中输入。</p>
<p>${[...all.map(({ id, tool }) => link(`#${id}`, tool)), link('#datasets', '数据集')].join(' · ')}</p>

<h2>先建立只读账号</h2>
<p>${escapeHtml(accountStep(access))}</p>
<form action="/connect"><label>账号名 <input name="account" value="${escapeHtml(access.account)}" maxlength="63" required></label> <button>用于下面的文件</button></form>
${access.bundled ? bundled : ''}
${all.map((guide) => section(guide, suffix)).join('\n')}

<h2>连接参数</h2>
<table>
${parameters(access)
  .map(([name, value]) => row(`<th>${name}</th>`, `<td><code>${escapeHtml(value)}</code></td>`))
  .join('\n')}
</table>

<h2>看数须知</h2>
${items('ul', ADVICE)}

<h2 id="datasets">数据集</h2>
<p>都在 <code>${SCHEMA}</code> 模式里，每一列都有中文注释。</p>
<table>
<tr><th>数据集</th><th>Excel 连接</th><th>Tableau</th><th>OData</th><th>导出</th></tr>
${DATASETS.map(({ name, zh }) =>
  row(
    `<td>${escapeHtml(zh)}<br><code>${name}</code></td>`,
    cell(
      link(`/connect/excel/odata/${name}.odc${suffix}`, 'OData'),
      link(`/connect/excel/odbc-64/${name}.odc${suffix}`, 'ODBC'),
      link(`/connect/excel/odbc-32/${name}.odc${suffix}`, 'ODBC（32 位）'),
    ),
    cell(link(`/connect/tableau/${name}.tds${suffix}`, '.tds')),
    cell(link(`/odata/${name}?$top=20`, '查看')),
    cell(link(`/exports/${name}.xlsx`, 'XLSX'), link(`/exports/${name}.csv`, 'CSV')),
  ),
).join('\n')}
</table>`,
  );
}

function section({ id, tool, purpose, files, steps }: Guide, suffix: string): string {
  const links = files.map(({ path, title }) =>
    link(`/connect/${path}${suffix}`, `${title}（.${path.split('.').at(-1)}）`),
  );
  return `<h2 id="${id}">${escapeHtml(tool)}</h2>
<p>${escapeHtml(purpose)}</p>
<p>下载：${links.join(' · ')}</p>
${items('ol', steps)}`;
}

function link(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

function items(tag: 'ol' | 'ul', texts: readonly string[]): string {
  return `<${tag}>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</${tag}>`;
}

function cell(...links: readonly string[]): string {
  return `<td>${links.join(' · ')}</td>`;
}

function row(...cells: readonly string[]): string {
  return `<tr>${cells.join('')}</tr>`;
}
