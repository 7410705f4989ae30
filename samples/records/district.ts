/** The invented district: prefix 99 belongs to no province, so it can be mistaken for no real place. */
export const DISTRICT = { code: '990204', name: '青峪区', city: '云岭市', bureau: '青峪区科学技术局' } as const;

/** The years that the ledgers are about. */
export const YEARS = [2021, 2022, 2023, 2024] as const;
export type Year = (typeof YEARS)[number];

/** Levels of projects and funds, as they are counted. */
export const LEVELS = ['国家', '自治区', '市', '本级'] as const;
export type Level = (typeof LEVELS)[number];

export const VILLAGES = [
  '柳泉村',
  '上滩村',
  '黑石洼村',
  '枣园子村',
  '西梁村',
  '石门沟村',
  '南坪村',
  '白杨湾村',
  '马家峪村',
  '东渠村',
] as const;

export const FIELDS = [
  '电子信息',
  '生物与新医药',
  '新材料',
  '先进制造与自动化',
  '新能源与节能',
  '资源与环境',
  '现代农业',
  '高技术服务',
] as const;

/** Names of people, all invented. */
export const PEOPLE = [
  '谷秋平',
  '连海川',
  '尚文卓',
  '樊玉芝',
  '柴立本',
  '单晓岚',
  '鲍国梁',
  '邸春雨',
  '苗长青',
  '晁新民',
  '蔺可心',
  '宫学义',
  '靳云舒',
  '詹永福',
  '阚雪松',
  '胥明远',
  '冀凤英',
  '祁大庆',
  '牟思齐',
  '封雅琴',
] as const;
