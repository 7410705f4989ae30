import { connectionTo } from '../reporting/connection.js';
import { type Dataset, SCHEMA, titleOf } from '../reporting/datasets.js';
import { element, escapeXml } from '../xml.js';
import type { Access } from './access.js';

/** 32 or 64 bits of an Office, which decide the name of PostgreSQL's driver for Windows. */
export type OfficeBits = '32' | '64';

/**
 * An Office data connection that reads a dataset by OData through Power Query, as Excel 2016 and later export it
 * ([MS-ODCFF] 2.7.1). The older `DATAFEED` connection would not do: it knows OData up to 3.0 only.
 */
export function odataOdc({ odata }: Access, dataset: Dataset): string {
  const query = dataset.zh;
  return odc(dataset, 'OLEDB', [
    element('odc:PowerQueryConnection', { 'odc:Type': 'OLEDB' }, [
      element('odc:ConnectionString', {}, [
        escapeXml(
          `Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location="${query}";Extended Properties=""`,
        ),
      ]),
      element('odc:CommandType', {}, ['SQL']),
      element('odc:CommandText', {}, [escapeXml(`SELECT * FROM [${query}]`)]),
    ]),
    element('odc:PowerQueryMashupData', {}, [escapeXml(mashup(query, formula(odata, dataset)))]),
  ]);
}

/** An Office data connection that reads a dataset by ODBC; the driver asks for the password. */
export function odbcOdc({ database, account }: Access, dataset: Dataset, bits: OfficeBits): string {
  const { odbc } = connectionTo(database, { name: account });
  // The installer for 64-bit Windows gives its driver another name than the one for 32 bits.
  const driver = bits === '64' ? odbc.replace('{PostgreSQL Unicode}', '{PostgreSQL Unicode(x64)}') : odbc;
  return odc(dataset, 'ODBC', [
    element('odc:Connection', { 'odc:Type': 'ODBC' }, [
      element('odc:ConnectionString', {}, [escapeXml(driver)]),
      element('odc:CommandType', {}, ['SQL']),
      element('odc:CommandText', {}, [escapeXml(`select * from "${SCHEMA}"."${dataset.name}"`)]),
    ]),
  ]);
}

function odc(dataset: Dataset, type: 'OLEDB' | 'ODBC', connection: readonly string[]): string {
  const html = 'http://www.w3.org/TR/REC-html40';
  const office = 'urn:schemas-microsoft-com:office:office';
  const head = [
    element('meta', { 'http-equiv': 'Content-Type', content: 'text/x-ms-odc; charset=utf-8' }),
    element('meta', { name: 'ProgId', content: 'ODC.Database' }),
    element('meta', { name: 'SourceType', content: type }),
    element('title', {}, [escapeXml(dataset.zh)]),
    element('xml', { id: 'docprops' }, [
      element('o:DocumentProperties', { 'xmlns:o': office, xmlns: html }, [
        element('o:Description', {}, [escapeXml(`台账：${dataset.zh}`)]),
        element('o:Name', {}, [escapeXml(dataset.zh)]),
      ]),
    ]),
    element('xml', { id: 'msodc' }, [
      element(
        'odc:OfficeDataConnection',
        { 'xmlns:odc': 'urn:schemas-microsoft-com:office:odc', xmlns: html },
        connection,
      ),
    ]),
  ];
  return element('html', { 'xmlns:o': office, xmlns: html }, [element('head', {}, head), '<body></body>']);
}

/** The query of the connection, with its columns under their Chinese titles. */
function formula(odata: string, dataset: Dataset): string {
  // Without the ways to dimensions, which a sheet cannot show.
  const names = dataset.columns.map(({ name }) => text(name));
  const titles = dataset.columns.map((column) => `{${text(column.name)}, ${text(titleOf(column))}}`);
  return `let
    Source = OData.Feed(${text(`${odata}${dataset.name}`)}, null, [Implementation = "2.0"]),
    Chosen = Table.SelectColumns(Source, {${names.join(', ')}}, MissingField.Ignore),
    Titled = Table.RenameColumns(Chosen, {${titles.join(', ')}}, MissingField.Ignore)
in
    Titled`;
}

/** A text of Power Query's language. */
function text(value: string): string {
  return `"${value.replaceAll('#(', '#(#)(').replaceAll('"', '""')}"`;
}

function mashup(name: string, query: string): string {
  return element(
    'Mashup',
    {
      'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      xmlns: 'http://schemas.microsoft.com/DataMashup',
    },
    [
      element('Client', {}, ['EXCEL']),
      element('Version', {}, ['2.59.5135.201']),
      element('MinVersion', {}, ['2.21.0.0']),
      element('Culture', {}, ['zh-CN']),
      element('SafeCombine', {}, ['true']),
      element('Items', {}, [
        element('Query', { Name: name }, [
          element('Formula', {}, [escapeXml(query)]),
          element('IsParameterQuery', { 'xsi:nil': 'true' }),
          element('IsDirectQuery', { 'xsi:nil': 'true' }),
        ]),
      ]),
    ],
  );
}
