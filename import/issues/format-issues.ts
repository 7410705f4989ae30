/** Issues of number formats that show something else than the stored number under its heading. */
export const FORMAT_ISSUES = {
  UNIT_SCALED: {
    severity: 'ERROR',
    message:
      '“{heading}”列的单元格格式把数缩小后显示（存的是{stored}，看到的是{text}），与单位“{unit}”对不上，没有读取本表。',
    remedy: '请指定看到的数是什么单位（例如 {field}:万元）；或把单元格格式改为“常规”。',
  },
  UNIT_FORMAT_DOUBTED: {
    severity: 'ERROR',
    message:
      '“{heading}”列的单位是“{unit}”，单元格格式显示的却是“{text}”；按后者数值异常，无法确定以哪个为准，没有读取本表。',
    remedy: '请指定这一列的含义和单位（{field}:{unit} 或 {field}:{named}）；或改正单元格格式。',
  },
  UNIT_SHOWN: {
    severity: 'WARNING',
    message: '“{heading}”列的单位是“{unit}”，这一格的格式显示为“{text}”，已按“{named}”读取。',
    remedy: '请核对单位，使表头与单元格格式一致。',
  },
  FIGURE_SCALED: {
    severity: 'ERROR',
    message:
      '“{heading}”的单元格格式把数缩小后显示（存的是{stored}，看到的是{text}），与单位“{unit}”对不上，本行没有导入。',
    remedy: '请把单元格格式改为“常规”，并按表头的单位填写。',
  },
} as const;
