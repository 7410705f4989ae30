import { ledgerOf } from '../entities/ledgers/index.js';
import { CATALOGUE } from './catalogue/index.js';
import type { IndicatorDefinition } from './define/definition.js';
import { definitionOf } from './define/own/words.js';
import { dimensionsOf, ledgersOf, MONTH } from './define/measures.js';
import { DIRECTION_WORDS, KIND_WORDS, THEME_WORDS } from './define/terms.js';

/** The dictionary of the catalogue's indicators, as the Markdown of docs/indicators.md. */
function dictionary(): string {
  const themes = Map.groupBy(CATALOGUE, ({ theme }) => theme);
  const parts = [...themes].map(
    ([theme, indicators]) => `## ${THEME_WORDS[theme]}\n\n${indicators.map(entry).join('\n')}`,
  );
  return `# 指标目录\n\n内置指标 ${CATALOGUE.length} 项，由程序按指标定义生成（\`npm run indicators\`），请勿手工修改。口径为文字说明，规则为程序实际执行的计算方法。\n\n${parts.join('\n')}`;
}

function entry(indicator: IndicatorDefinition): string {
  const { code, name, englishName, unit, kind, direction, numerator, denominator, aliases, source, notes } = indicator;
  const dimensions = dimensionsOf(indicator).map((id) => (id === MONTH ? '月份' : `\`${id}\``));
  const lines = [
    `计量单位：${unit}`,
    KIND_WORDS[kind],
    `方向：${DIRECTION_WORDS[direction]}`,
    denominator === undefined ? `口径：${numerator}` : `口径：分子为${numerator}；分母为${denominator}`,
    `规则：${definitionOf(indicator)}`,
    `来自台账：${ledgersOf(indicator)
      .map((ledger) => ledgerOf(ledger).zh)
      .join('、')}`,
    `依据：${source ?? '科技管理部门通行口径'}`,
    ...(notes === undefined ? [] : [`注意：${notes}`]),
    ...(dimensions.length === 0 ? [] : [`可分组：${dimensions.join('、')}`]),
    ...(aliases === undefined ? [] : [`别名：${aliases.join('、')}`]),
  ];
  return `### ${name} \`${code}\`\n\n${englishName}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
}

process.stdout.write(dictionary());
