import { ledgerOf } from '../entities/ledgers/index.js';
import { CATALOGUE } from './catalogue/index.js';
import type { Direction, IndicatorDefinition, IndicatorKind, Theme } from './define/definition.js';
import { definitionOf } from './define/own/words.js';
import { dimensionsOf, ledgersOf, MONTH } from './define/plan.js';

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  FUNDING: '科技资金',
  PROJECT: '科技项目',
  ENTERPRISE: '科技企业',
  RESEARCH: '研发投入',
  TECHNOLOGY_MARKET: '技术市场',
  FINANCE: '科技金融',
  COMMISSIONER: '科技特派员',
  ACTIVITY: '科技活动',
  BASE: '基地与特色产业',
  TARGET: '目标任务',
};
const KINDS: Readonly<Record<IndicatorKind, string>> = { FLOW: '当年数', STOCK: '时点数', RATIO: '比率' };
const DIRECTIONS: Readonly<Record<Direction, string>> = { UP: '越高越好', DOWN: '越低越好', NEUTRAL: '不分好坏' };

/** The dictionary of the catalogue's indicators, as the Markdown of docs/indicators.md. */
function dictionary(): string {
  const themes = Map.groupBy(CATALOGUE, ({ theme }) => theme);
  const parts = [...themes].map(
    ([theme, indicators]) => `## ${THEME_NAMES[theme]}\n\n${indicators.map(entry).join('\n')}`,
  );
  return `# 指标目录\n\n内置指标 ${CATALOGUE.length} 项，由程序按指标定义生成（\`npm run indicators\`），请勿手工修改。口径为文字说明，规则为程序实际执行的计算方法。\n\n${parts.join('\n')}`;
}

function entry(indicator: IndicatorDefinition): string {
  const { code, name, englishName, unit, kind, direction, numerator, denominator, aliases, source, notes } = indicator;
  const dimensions = dimensionsOf(indicator).map((id) => (id === MONTH ? '月份' : `\`${id}\``));
  const lines = [
    `计量单位：${unit}；${KINDS[kind]}；${DIRECTIONS[direction]}`,
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
