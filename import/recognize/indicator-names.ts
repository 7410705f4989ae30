/** What a short heading means under a title about one thing: 成交额 of 技术合同 is 技术合同成交额. */
const SUBJECTS: readonly (readonly [subject: RegExp, names: readonly (readonly [heading: RegExp, name: string])[]])[] =
  [
    [
      /技术合同/u,
      [
        [/^(?:认定)?(?:登记)?(?:技术)?(?:合同)?(?:登记)?(?:项数|份数|数|数量|件数)$/u, '技术合同登记项数'],
        [/^(?:合同)?(?:登记)?成交(?:总|金)?额$|^合同(?:成交)?(?:总|金)额$/u, '技术合同成交额'],
      ],
    ],
    [/科技型中小企业/u, [[/^(?:当年|本年|年度)?入库(?:企业)?(?:数|数量|家数)?$/u, '科技型中小企业入库数']]],
    [
      /培训/u,
      [
        [/^(?:举办)?(?:培训)?(?:班)?(?:场次|期数|场次数|次数)$/u, '科技培训场次'],
        [/^(?:培训|参训)?人次(?:数)?$/u, '培训人次'],
      ],
    ],
    [
      /科普/u,
      [
        [/^(?:开展|举办)?(?:活动)?(?:场次|次数|场数|场次数)$/u, '科普活动次数'],
        [/^(?:参加|参与|受众)?人次(?:数)?$/u, '科普活动参加人次'],
      ],
    ],
  ];

/** The levels of money, as the heads of its columns: 国家 | 自治区 | 市 | 旗县. */
const LEVELS: readonly (readonly [heading: RegExp, name: string])[] = [
  [/^(?:国家|中央)(?:级|财政)?(?:资金|经费)?$/u, '国家级科技专项资金'],
  [/^(?:自治区|省)(?:级|本级)?(?:资金|经费)?$/u, '自治区级科技专项资金'],
  [/^盟?市(?:级|本级)?(?:资金|经费)?$/u, '市级科技专项资金'],
  [/^(?:旗县区?|区县|县区?|区|旗|本)(?:级|本级)?(?:资金|经费)?(?:配套)?$/u, '本级科技专项资金'],
  [/^(?:合计|总计|总额|小计|资金总额|资金合计)$/u, '科技专项资金合计'],
];

/** The indicator that a heading names, with what titles and upper headings say of it; the heading itself where they add nothing. */
export function indicatorNamed(headed: string, texts: readonly string[]): string {
  const heading = headed.replace(/^(?:年末|期末)/u, '');
  for (const text of texts)
    for (const [subject, names] of SUBJECTS)
      if (subject.test(text)) {
        const found = names.find(([spelt]) => spelt.test(heading));
        if (found !== undefined) return found[1];
      }
  return levelNamed(heading, texts) ?? heading;
}

/** The indicator of a heading that is a level, under a title of money; null for any other. */
export function levelNamed(heading: string, texts: readonly string[]): string | null {
  if (!texts.some((text) => /资金|经费/u.test(text))) return null;
  return LEVELS.find(([spelt]) => spelt.test(heading))?.[1] ?? null;
}
