import { authorityOf, connectionTo } from '../reporting/connection.js';
import { SCHEMA } from '../reporting/datasets.js';
import { type Access, PASSWORD_VARIABLE } from './access.js';

/** How people connect one tool: its ready-made files and the steps, as plain Chinese text. */
export interface Guide {
  readonly id: string;
  readonly tool: string;
  readonly purpose: string;
  readonly files: readonly GuideFile[];
  readonly steps: readonly string[];
}

/** A file of a guide. */
export interface GuideFile {
  /** Below /connect/. */
  readonly path: string;
  readonly title: string;
}

/** The dataset to begin with: the figures with the names of their indicators and divisions. */
export const FIRST_DATASET = 'indicator_year_wide';

/** The steps before a tool can read the database. */
export function accountStep({ account }: Access): string {
  return `在运行台账的电脑上执行 npm run bi-user -- ${account}，记下显示的密码（只显示这一次；忘记了再执行一次，会换一个新的）。用 OData 连接的不需要账号。`;
}

/** Notes about the figures, for every tool. */
export const ADVICE: readonly string[] = [
  `画指标用 ${FIRST_DATASET}：每行一个区划、指标、维度成员和年度的数值，带名称、单位、同比与目标。`,
  "is_total 为真（true）的行是合计，其余是按级别、类型等分组的数值：作图先筛选 is_total 为真，或筛选一个 dimension，否则会重复相加。合计的 dimension 与 member 在每个出口都是空文字（''），不是 NULL；有的程序把空文字读成缺失值，所以请用 is_total 判断。",
  '上级区划的数值已包含下级：筛选一个区划或一个级别（division_level），不要把各级相加。',
  '比率（kind 为 RATIO）不能相加或平均，请按区划、年度直接取值。',
];

/** The guides of all tools, filled in. */
export function guides(access: Access): readonly Guide[] {
  const { database, odata, account } = access;
  const { jdbc } = connectionTo(database, { name: account });
  const server = authorityOf(database);
  const name = database.database;
  const ssl = database.sslMode === undefined || database.sslMode === 'disable' ? '关闭' : '打开';
  const fields = `主机 ${database.host}，端口 ${database.port}，数据库 ${name}，用户名 ${account}，密码为上面记下的密码`;
  return [
    {
      id: 'excel',
      tool: 'Excel',
      purpose:
        '把数据集放进工作表或数据透视表，以后点“全部刷新”就更新。OData 不用安装任何东西；ODBC 要先安装 psqlODBC 驱动。',
      files: [
        { path: `excel/odata/${FIRST_DATASET}.odc`, title: 'OData' },
        { path: `excel/odbc-64/${FIRST_DATASET}.odc`, title: 'ODBC，64 位 Office' },
        { path: `excel/odbc-32/${FIRST_DATASET}.odc`, title: 'ODBC，32 位 Office' },
      ],
      steps: [
        '下载 OData 的 .odc 文件（其他数据集的在页面下方的表中），用 Windows 版 Excel 2016 或更新的版本打开；出现安全提示时点“启用”。',
        `问怎样访问时选“匿名”，范围选 ${odata}，点“连接”。数据进入工作表，列名是中文。`,
        `不用文件也可以：数据 → 获取数据 → 自其他源 → 自 OData 数据源，填 ${odata}，选“匿名”，再选数据集。`,
        `用 ODBC：安装 psqlODBC，下载与 Office 位数相同的 .odc 文件并打开，在驱动的窗口中输入账号 ${account} 的密码。`,
        '更新数据：数据 → 全部刷新。',
      ],
    },
    {
      id: 'power-bi',
      tool: 'Power BI',
      purpose: '用 Power BI Desktop 做报表。数据库连接能看到表之间的关系；OData 不用账号。',
      files: [
        { path: 'power-bi/database.pbids', title: '数据库（PostgreSQL）' },
        { path: 'power-bi/odata.pbids', title: 'OData' },
      ],
      steps: [
        '下载一个 .pbids 文件，用 Power BI Desktop 打开。',
        `数据库：登录方式选“数据库”，填账号 ${account} 和密码；提示不支持加密连接时，选择用不加密的连接。OData：选“匿名”。`,
        `在导航器中勾选 ${FIRST_DATASET} 等数据集（数据库中它们在 ${SCHEMA} 模式），点“加载”。`,
        `文件用导入方式。要用 DirectQuery 时：获取数据 → PostgreSQL 数据库，服务器填 ${server}，数据库填 ${name}，连接模式选 DirectQuery。`,
      ],
    },
    {
      id: 'tableau',
      tool: 'Tableau',
      purpose: '每个数据集一个数据源文件，字段已有中文标题，年度、月份为维度，数值为度量。',
      files: [{ path: `tableau/${FIRST_DATASET}.tds`, title: '指标年值' }],
      steps: [
        '第一次连接 PostgreSQL 时，如 Tableau 提示缺少驱动，按提示安装 PostgreSQL 驱动。',
        `下载数据集的 .tds 文件（其他数据集的在页面下方的表中），用 Tableau Desktop 打开，输入账号 ${account} 的密码。`,
        '把“本年值”拖到行，“年度”拖到列；“是否合计”筛选为“真”，“指标名称”与“行政区划名称”各选一个。',
      ],
    },
    {
      id: 'superset',
      tool: 'Superset',
      purpose: '一次导入数据库连接和全部数据集，列已有中文标题、说明和日期列。',
      files: [{ path: 'superset.zip', title: '数据库与数据集' }],
      steps: [
        '在 Superset 的环境中安装 PostgreSQL 驱动：pip install psycopg2-binary。',
        `下载 ZIP 文件，不要解压。在“数据集”页点右上角的导入按钮，选择文件，按提示输入账号 ${account} 的密码，点“导入”。`,
        '导入后有名为“台账”的数据库和全部数据集。以后再导入同一文件会更新它们，不会重复。',
      ],
    },
    {
      id: 'metabase',
      tool: 'Metabase',
      purpose: '不用写 SQL 提问作图；表和列的中文注释显示为说明，外键自动识别。',
      files: [{ path: 'metabase.txt', title: '连接说明' }],
      steps: [
        '管理 → 数据库 → 添加数据库，数据库类型选 PostgreSQL，显示名称填“台账”。',
        `填写：${fields}；SSL ${ssl}。`,
        `模式（Schemas）选“只包括这些”，填 ${SCHEMA}，保存后等待同步完成。`,
        `新建 → 问题，选 ${FIRST_DATASET}，筛选“是否合计”为真、一个指标和一个区划，按年度汇总。`,
      ],
    },
    {
      id: 'finebi',
      tool: 'FineBI',
      purpose: '用 JDBC 连接，把数据集加入公共数据后做分析。',
      files: [{ path: 'finebi.txt', title: '连接说明' }],
      steps: [
        '管理系统 → 数据连接 → 数据连接管理 → 新建数据连接，选 PostgreSQL。',
        `填写：${fields}，模式 ${SCHEMA}；数据连接 URL 为 ${withoutLogin(jdbc)}。`,
        '点“测试连接”，成功后保存。',
        `公共数据 → 添加表 → 数据库表，选这个连接和模式 ${SCHEMA}，勾选 ${FIRST_DATASET} 等表。`,
      ],
    },
    {
      id: 'dataease',
      tool: 'DataEase',
      purpose: '建立数据源后，用数据集做仪表板和大屏；字段取中文注释为名称。',
      files: [{ path: 'dataease.txt', title: '连接说明' }],
      steps: [
        '数据源 → 新建数据源，选 PostgreSQL，名称填“台账”。',
        `填写：${fields}。点“获取 Schema”，选 ${SCHEMA}。`,
        '点“校验”，成功后保存。',
        `数据集 → 新建数据集，从这个数据源选 ${FIRST_DATASET} 等表。`,
      ],
    },
    {
      id: 'grafana',
      tool: 'Grafana',
      purpose: '现成的仪表板：主要指标的数值和历年走势、同期对比、全部指标一览。',
      files: [
        { path: 'grafana/datasource.yaml', title: '数据源' },
        { path: 'grafana/dashboard.json', title: '仪表板' },
        { path: 'grafana/dashboards.yaml', title: '自动装入仪表板' },
      ],
      steps: [
        '把 taizhang-datasource.yaml 放入 provisioning/datasources/（Linux 安装包为 /etc/grafana/provisioning/datasources/）。',
        `把环境变量 ${PASSWORD_VARIABLE} 设为账号 ${account} 的密码，重新启动 Grafana。密码不写在文件里。`,
        '仪表板 → 新建 → 导入，上传 taizhang-dashboard.json；或把它放入 /var/lib/grafana/dashboards/taizhang/，并把 taizhang-dashboards.yaml 放入 provisioning/dashboards/。',
        '在仪表板上方选择数据源、区划、年度和指标。',
      ],
    },
  ];
}

/** A JDBC URL without its parameters for account and password, which FineBI has fields for. */
function withoutLogin(jdbc: string): string {
  return jdbc.replace(/\?user=[^&]*&?/u, '?').replace(/\?$/u, '');
}
