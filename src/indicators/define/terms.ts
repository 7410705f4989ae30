import type { Direction, IndicatorKind, Theme } from './definition.js';

/** What the kinds, directions and themes of indicators are, in Chinese words. */
export const KIND_WORDS: Readonly<Record<IndicatorKind, string>> = {
  FLOW: '时期数：一年之内发生的',
  STOCK: '时点数：年末的存量，本年度为当月末的',
  RATIO: '比率：两个合计之比',
};
export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  UP: '越高越好',
  DOWN: '越低越好',
  NEUTRAL: '中性',
};
export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  FUNDING: '科技资金',
  PROJECT: '科技计划项目',
  ENTERPRISE: '科技企业',
  RESEARCH: '研发投入',
  INNOVATION: '区域创新',
  COMMISSIONER: '科技特派员',
  ACTIVITY: '科技活动',
  TECHNOLOGY_MARKET: '技术市场',
  FINANCE: '科技金融',
  BASE: '示范基地与特色产业',
  TARGET: '目标任务',
};
