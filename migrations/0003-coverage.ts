import { Migration } from '@mikro-orm/migrations';

/** What is known of each figure: zeros that nobody recorded, carried stocks, which divisions reported. */
export class Coverage extends Migration {
  override up(): void {
    const notes = 'add none_recorded boolean not null default false, add carried boolean not null default false';
    this.addSql(`alter table figures.part ${notes}, add covered boolean not null default true`);
    this.addSql(`alter table reporting.indicator_month ${notes}`);
    this.addSql(`alter table reporting.indicator_year ${notes}, add incomplete boolean not null default false,
      add reported int not null default 1, add expected int not null default 1, add like_value numeric,
      add like_previous numeric, add like_change numeric, add like_rate numeric, add like_divisions int`);
    this.addSql(`create table figures.alike (
      division varchar(12) not null, indicator text not null, year int not null, month int not null,
      numerator numeric, denominator numeric, previous_numerator numeric, previous_denominator numeric,
      divisions int not null, primary key (division, indicator, month, year))`);
    this.addSql(`create table figures.shared (
      division varchar(12) not null, indicator text not null, dimension text not null, member text not null, year int not null,
      period int not null, numerator numeric not null, denominator numeric not null,
      primary key (division, indicator, dimension, member, year, period))`);
    this.addSql(`create table import_effect (
      run_id uuid not null, seq int not null, indicator text not null, division varchar(12) not null, year int not null,
      before double precision null, after double precision null, flags_before text[] not null default '{}',
      flags_after text[] not null default '{}', primary key (run_id, seq))`);
    this.addSql(`comment on table import_effect is '导入引起的指标变化'`);
    this.addSql('create table figures.shared_code (credit_code text primary key)');
    this.addSql('create index enterprise_credit_code_index on enterprise (credit_code) where credit_code is not null');
    for (const table of ['year', 'month']) {
      this.addSql(`comment on column reporting.indicator_${table}.none_recorded is '零：台账涵盖但未登记'`);
      this.addSql(
        `comment on column reporting.indicator_${table}.carried is '台账尚未登记到该年，由以前年度的记录推算'`,
      );
    }
    const comments = {
      incomplete: '所辖区划未报齐',
      reported: '已报区划数',
      expected: '应报区划数',
      like_value: '同口径本年值（两年所报区划不同时）',
      like_previous: '同口径上年值',
      like_change: '同口径增减',
      like_rate: '同口径增长率（%）',
      like_divisions: '同口径区划数',
    };
    for (const [name, text] of Object.entries(comments))
      this.addSql(`comment on column reporting.indicator_year.${name} is '${text}'`);
  }
  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    const notes = 'drop column none_recorded cascade, drop column carried cascade';
    this.addSql('drop index enterprise_credit_code_index');
    this.addSql('drop table figures.alike, figures.shared, figures.shared_code, import_effect');
    this.addSql(`alter table figures.part ${notes}, drop column covered`);
    this.addSql(`alter table reporting.indicator_month ${notes}`);
    const more = [
      'incomplete',
      'reported',
      'expected',
      'like_value',
      'like_previous',
      'like_change',
      'like_rate',
      'like_divisions',
    ];
    this.addSql(
      `alter table reporting.indicator_year ${notes}, ${more.map((name) => `drop column ${name} cascade`).join(', ')}`,
    );
  }
}
