/** Issues of loading rows and of an import as a whole. */
export const LOAD_ISSUES = {
  DIVISION_UNNAMED: {
    severity: 'ERROR',
    message: '行政区划代码 {division} 不在 GB/T 2260 中，也没有给出名称，本文件未导入。',
    remedy: '请在代码后写上名称，如 {division}:示例区。',
  },
  DIVISION_NAMED_OTHERWISE: {
    severity: 'ERROR',
    message: '行政区划代码 {division} 的名称是“{known}”，与给出的“{given}”不同，本文件未导入。',
    remedy:
      '请核对代码；如果代码无误，请只给代码（或在设置 DEFAULT_DIVISION 中改正名称）；确需改名，请用 GraphQL 的 renameDivision。',
  },
  OWN_SHEET: {
    severity: 'INFO',
    message: '工作表“{sheet}”是本系统加上的说明，没有读取。',
    remedy: '无需处理。',
  },
  DUPLICATE_ROW: {
    severity: 'WARNING',
    message: '本行与第{first}行完全相同，只计一次。',
    remedy: '确认是重复填写后删除其中一行；若确是两件事，请填写能区分的编号或日期。',
  },
  DUPLICATE_KEY: {
    severity: 'ERROR',
    message: '本行与第{first}行是同一条记录（编号或名称等相同），但内容不同，本行未导入。',
    remedy: '核对两行，保留正确的一行；若确是两条记录，请填写不同的编号。',
  },
  SUPERSEDED: {
    severity: 'INFO',
    message: '同一条记录在工作表“{sheet}”第{first}行有较新的内容，以那一行为准。',
    remedy: '无需处理；若以本行为准，请在较新的表中更正。',
  },
  KEPT_LATER_CHANGE: {
    severity: 'WARNING',
    message: '本文件以前导入过，其后有{count}行被别的导入改动，这次保留后来的内容。',
    remedy: '若要以本文件为准，请先撤销后来的导入，再导入本文件。',
  },
  REPLACED_READING: {
    severity: 'WARNING',
    message:
      '本文件以前按另一种读法导入过，“{ledger}”中由工作表“{sheet}”第{rows}行得到的{count}条记录现在不再有，已按这次的读法取代。',
    remedy: '请在差异中核对；若以原来的读法为准，请撤销这次导入。',
  },
  KEPT_FROM_READING: {
    severity: 'WARNING',
    message:
      '按这次的读法，“{ledger}”中由工作表“{sheet}”第{rows}行得到的{count}条记录不再有，但“{file}”后来改动过它，或占用了它原来的编号，予以保留。',
    remedy: '若不应再有，请先撤销“{file}”的导入，再导入本文件。',
  },
  ROWS_GONE: {
    severity: 'WARNING',
    message:
      '以前导入的同名文件中，“{ledger}”工作表“{sheet}”第{rows}行的{count}条记录在本文件里找不到了，又有新的记录，无法确定是不是改正，两者都予保留。',
    remedy: '若是改正编号、名称等，请先撤销“{file}”以前的导入再导入本文件，以免重复计数；若是不同的记录，无需处理。',
  },
  CORRECTED_ROW: {
    severity: 'INFO',
    message: '与以前导入的同名文件相比，工作表“{sheet}”第{rows}行改正了编号、名称等，按改动处理，没有另计。',
    remedy: '请在差异中核对；若其实是另一条记录，请撤销这次导入，并换一个文件名导入。',
  },
  ALREADY_IMPORTED: {
    severity: 'INFO',
    message: '同一个文件曾于{date}导入。',
    remedy: '无需处理。',
  },
  UNDO_KEPT: {
    severity: 'WARNING',
    message: '“{ledger}”的这一行后来被“{file}”改动过，撤销时保留。',
    remedy: '若也要撤销这一行，请再撤销那次导入。',
  },
  UNDO_WAITS: {
    severity: 'WARNING',
    message: '撤销后“{ledger}”的这一行会与后来导入的“{file}”中的一行成为同一行，撤销时保留。',
    remedy: '若也要撤销这一行，请再撤销那次导入。',
  },
  IMPORT_INTERRUPTED: {
    severity: 'ERROR',
    message: '导入进行中服务或数据库中断，本次没有写入任何数据。',
    remedy: '上传的文件可以直接正式写入（commitImport）或重新上传；命令行导入的请再执行一次。',
  },
  UPLOAD_GONE: {
    severity: 'ERROR',
    message: '上传的文件已不在服务器上，没有导入。',
    remedy: '请重新上传本文件。',
  },
  IMPORT_FAILED: {
    severity: 'ERROR',
    message: '程序出错，本次没有写入任何数据（错误编号 {reference}）。',
    remedy: '请稍后重试；仍不成功时，请把错误编号告诉管理员。',
  },
  ISSUES_NOT_LISTED: {
    severity: 'INFO',
    message: '问题较多，另有{count}条未逐条列出，各类问题的总数见汇总。',
    remedy: '先处理已列出的问题，再次导入即可看到其余的。',
  },
} as const;
