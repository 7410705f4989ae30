import type { Severity } from '../../issues/issue-text.js';
import { FILLS } from './colours.js';
import { type Edit, edited } from './edits.js';
import { appended, childrenOf, find, startTag, treeOf, type XmlElement, type XmlTree } from './tree.js';
import { withAttribute } from './xml.js';

type Section = 'fonts' | 'fills' | 'borders' | 'cellXfs';

/** The order of the sections, and the first element of a new one. */
const ORDER = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs'] as const;
const FIRST: Readonly<Record<Section, readonly string[]>> = {
  fonts: ['<font><sz val="11"/><name val="Calibri"/></font>'],
  fills: ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
};

/** The styles of a workbook, to which styles are added; existing ones keep their numbers. */
export class Styles {
  readonly #tree: XmlTree;
  readonly #present = new Map<Section, { readonly element: XmlElement; readonly children: readonly XmlElement[] }>();
  readonly #added: Record<Section, string[]> = { fonts: [], fills: [], borders: [], cellXfs: [] };
  readonly #indexes = new Map<string, number>();
  /** Fills that an earlier annotation left. */
  readonly #ownFills: ReadonlyMap<Severity, number>;
  /** Styles of cells that an earlier annotation marked. */
  readonly marked: ReadonlySet<number>;

  constructor(xml: Buffer) {
    this.#tree = treeOf(withoutChoices(opened(xml)));
    for (const name of Object.keys(FIRST) as Section[]) {
      const element = find(this.#tree, name);
      if (element === undefined) this.#added[name].push(...FIRST[name]);
      else this.#present.set(name, { element, children: childrenOf(this.#tree, element) });
    }
    this.#ownFills = new Map(
      (this.#present.get('fills')?.children ?? []).flatMap((fill, index) => {
        const severity = severityOf(this.#tree.xml.toString('utf8', fill.start, fill.end));
        return severity === undefined ? [] : [[severity, index] as const];
      }),
    );
    const own = new Set([...this.#ownFills.values()].map(String));
    this.marked = new Set(
      (this.#present.get('cellXfs')?.children ?? []).flatMap((xf, index) =>
        own.has(xf.attribute('fillId') ?? '') ? [index] : [],
      ),
    );
  }

  /** The style of a cell of style `base` with the fill of a severity; `null`: without one. */
  filled(base: number, severity: Severity | null): number {
    const fill = severity === null ? 0 : this.fill(severity);
    if (this.#present.get('cellXfs')?.children[base]?.attribute('fillId') === String(fill)) return base;
    return this.#once(`${base} ${fill}`, () => this.#add('cellXfs', this.#withFill(base, fill)));
  }

  /** The fill of a severity. */
  fill(severity: Severity): number {
    const own = this.#ownFills.get(severity);
    if (own !== undefined) return own;
    return this.#once(`fill ${severity}`, () =>
      this.#add(
        'fills',
        `<fill><patternFill patternType="solid"><fgColor rgb="${FILLS[severity]}"/><bgColor indexed="64"/></patternFill></fill>`,
      ),
    );
  }

  /** Adds a font, border or cell style, written without prefixes, and returns its number. */
  add(section: Section, xml: string): number {
    return this.#once(xml, () => this.#add(section, xml));
  }

  /** The part with the added styles. */
  bytes(): Buffer {
    const edits: Edit[] = [];
    const { xml, prefix, elements } = this.#tree;
    for (const name of Object.keys(this.#added) as Section[]) {
      const added = this.#added[name].map((each) => prefixed(each, prefix)).join('');
      if (added === '') continue;
      const present = this.#present.get(name);
      if (present === undefined) {
        const count = this.#added[name].length;
        const before = ORDER.slice(0, ORDER.indexOf(name))
          .toReversed()
          .map((each) => find(this.#tree, each));
        const at = before.find((element) => element !== undefined)?.end ?? elements[0]!.openEnd;
        edits.push({ start: at, end: at, text: `<${prefix}${name} count="${count}">${added}</${prefix}${name}>` });
      } else {
        const { element, children } = present;
        const count = String(children.length + this.#added[name].length);
        edits.push(
          ...appended(this.#tree, element, added, withAttribute(startTag(this.#tree, element), 'count', count)),
        );
      }
    }
    return edited(xml, edits);
  }

  #withFill(base: number, fill: number): string {
    const children = this.#present.get('cellXfs')?.children ?? [];
    const xf = children[base] ?? children[0];
    const whole = xf === undefined ? FIRST.cellXfs[0]! : this.#tree.xml.toString('utf8', xf.start, xf.end);
    const open = /^<[^>]*>/u.exec(whole)?.[0] ?? whole;
    const changed = withAttribute(withAttribute(open, 'fillId', String(fill)), 'applyFill', '1');
    return withoutUnbound(changed + whole.slice(open.length), startTag(this.#tree, this.#tree.elements[0]!));
  }

  #add(section: Section, xml: string): number {
    const added = this.#added[section];
    added.push(xml);
    return (this.#present.get(section)?.children.length ?? 0) + added.length - 1;
  }

  #once(key: string, make: () => number): number {
    let index = this.#indexes.get(key);
    if (index === undefined) this.#indexes.set(key, (index = make()));
    return index;
  }
}

function severityOf(fill: string): Severity | undefined {
  return (Object.keys(FILLS) as Severity[]).find((severity) => fill.includes(`"${FILLS[severity]}"`));
}

/** New elements with the part's prefix; copied ones have it already. */
function prefixed(xml: string, prefix: string): string {
  return prefix === '' || xml.startsWith(`<${prefix}`) ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/gu, `<$1${prefix}`);
}

/** A part with its root opened, where the root closes itself. */
function opened(xml: Buffer): Buffer {
  const tree = treeOf(xml);
  const [root] = tree.elements;
  return root === undefined || root.closeStart !== root.openEnd ? xml : edited(xml, appended(tree, root, ''));
}

/**
 * Some programs write a style twice, in an extension and in the standard form. Only one of them applies; where a style
 * is added, it is the standard one.
 */
function withoutChoices(xml: Buffer): Buffer {
  const text = xml.toString('utf8');
  if (!text.includes(':AlternateContent')) return xml;
  return Buffer.from(
    text
      .replace(/<(\w+):Choice\b[\s\S]*?<\/\1:Choice>/gu, '')
      .replace(/<\/?\w+:(?:AlternateContent|Fallback)\b[^>]*>/gu, ''),
  );
}

/** A copied element without parts in namespaces that the root does not declare, which would make it invalid elsewhere. */
function withoutUnbound(xml: string, root: string): string {
  const foreign = (prefix: string) => prefix !== 'xml' && !root.includes(`xmlns:${prefix}=`);
  return xml
    .replace(/<(\w+):(\w+)\b(?:[^>]*\/>|[\s\S]*?<\/\1:\2>)/gu, (whole, prefix: string) =>
      foreign(prefix) ? '' : whole,
    )
    .replace(/\s(\w+):\w+\s*=\s*(?:"[^"]*"|'[^']*')/gu, (whole, prefix: string) =>
      prefix !== 'xmlns' && foreign(prefix) ? '' : whole,
    );
}
