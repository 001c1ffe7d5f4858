import { expect } from '@open-wc/testing';
import { save } from './save.ts';

describe('a file', () => {
  const { click } = HTMLAnchorElement.prototype;
  afterEach(() => {
    HTMLAnchorElement.prototype.click = click;
  });

  it('is handed over under its name', () => {
    const saved: [name: string, address: string][] = [];
    HTMLAnchorElement.prototype.click = function () {
      saved.push([this.download, this.href]);
    };
    save(new Blob(['x']), 'a.txt');
    expect(saved.map(([name]) => name)).to.deep.equal(['a.txt']);
    expect(saved[0]?.[1]).to.match(/^blob:/);
  });
});
