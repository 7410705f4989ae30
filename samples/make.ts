import { resolve } from 'node:path';
import { writeSamples } from './ledgers.js';

const folder = resolve('samples');
const written = await writeSamples(folder);
console.log(written.length === 0 ? '示例台账没有变化。' : `已写入 ${written.length} 个文件：\n${written.join('\n')}`);
