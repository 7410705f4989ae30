import excel from 'exceljs';

/** A picture of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** The name of the ledger sheet, with characters that need care. */
export const LEDGER = '资金台账&<2024>';

/** The name of a hidden sheet; exceljs cannot read names of ranges in such a one. */
export const HIDDEN = "隐'藏";

/** A ledger as clerks have them, with all that an annotation must leave alone. */
export async function richWorkbook(): Promise<Buffer> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(LEDGER, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.mergeCells('A1:F1');
  sheet.getCell('A1').value = '2024年科技专项资金台账';
  sheet.getCell('A1').font = { bold: true, size: 16, color: { argb: 'FF0000FF' } };
  sheet.getRow(2).values = ['序号', '级次', '资金名称', '金额（万元）', '下达日期', '备注'];
  sheet.getRow(2).height = 30;
  for (let row = 3; row <= 20; row += 1) {
    sheet.getRow(row).values = [row - 2, '自治区', `项目${row}`, row * 1.5, new Date(Date.UTC(2024, 0, row))];
    sheet.getCell(row, 4).numFmt = '#,##0.00';
    sheet.getCell(row, 5).numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell(row, 3).border = { bottom: { style: 'thin' } };
  }
  sheet.getCell('D5').value = '五十万左右吧';
  sheet.getCell('D5').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE2EFDA' } };
  sheet.getCell('D5').note = '这是我核过的数';
  sheet.getCell('C4').note = { texts: [{ text: '办事员的', font: { bold: true } }, { text: '批注 & <记>' }] };
  sheet.getCell('C6').value = { text: '链接', hyperlink: 'https://example.org/?a=1&b=2' };
  sheet.mergeCells('B7:B9');
  sheet.getCell('C21').value = '合计';
  sheet.getCell('D21').value = { formula: 'SUM(D3:D20)', result: 301.5 };
  sheet.getCell('D22').value = { formula: 'D21*2', result: 603 };
  sheet.getColumn(3).width = 30;
  sheet.getColumn(8).style = { numFmt: '0.000' };
  sheet.autoFilter = 'A2:F20';
  sheet.pageSetup = { orientation: 'landscape', printArea: 'A1:F22', printTitlesRow: '1:2' };
  sheet.getCell('B3').dataValidation = { type: 'list', formulae: ['"国家,自治区,市,本级"'], allowBlank: true };
  sheet.addConditionalFormatting({
    ref: 'D3:D20',
    rules: [
      {
        type: 'cellIs',
        operator: 'greaterThan',
        priority: 1,
        formulae: [20],
        style: { font: { color: { argb: 'FFFF0000' } } },
      },
    ],
  });
  const second = workbook.addWorksheet('图片', {});
  second.getCell('A1').value = '图';
  second.addImage(workbook.addImage({ base64: PIXEL, extension: 'png' }), 'B2:C4');
  const hidden = workbook.addWorksheet(HIDDEN, { state: 'hidden' });
  hidden.getCell('A1').value = 1;
  workbook.definedNames.add("'图片'!$A$1", '全局');
  workbook.views = [{ x: 0, y: 0, width: 20000, height: 12000, firstSheet: 0, activeTab: 1, visibility: 'visible' }];
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
