import { Migration } from '@mikro-orm/migrations';

/** The indicators that analysts define. */
export class OwnIndicators extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
create table "own_indicator" ("code" text not null, "name" text not null, "english_name" text not null, "aliases" text[] not null, "unit" text not null, "decimals" int not null, "direction" text not null, "theme" text not null, "numerator" text null, "denominator" text null, "definition" jsonb not null, "created_at" timestamptz not null default now(), "changed_at" timestamptz not null default now(), primary key ("code"));
comment on table "own_indicator" is '自定义指标';
comment on column "own_indicator"."code" is '指标代码';
comment on column "own_indicator"."name" is '指标名称';
comment on column "own_indicator"."english_name" is '英文名称';
comment on column "own_indicator"."aliases" is '别名';
comment on column "own_indicator"."unit" is '计量单位';
comment on column "own_indicator"."decimals" is '小数位数';
comment on column "own_indicator"."direction" is '方向：UP 越高越好、DOWN 越低越好、NEUTRAL 中性';
comment on column "own_indicator"."theme" is '主题';
comment on column "own_indicator"."numerator" is '口径；空则按定义自动写出';
comment on column "own_indicator"."denominator" is '比率的分母；空则按定义自动写出';
comment on column "own_indicator"."definition" is '定义：相加的各项，或比率的分子、分母与倍数';
comment on column "own_indicator"."created_at" is '建立时间';
comment on column "own_indicator"."changed_at" is '修改时间'
`.trim();
