import { expect, test } from 'vitest';
import { CommandFeed } from './command-feed.ts';

test('a command goes to those who listen at that moment', () => {
  const feed = new CommandFeed();
  const heard: string[] = [];
  feed.send({ command: 'about' });
  const end = feed.subscribe(({ command }) => heard.push(command));
  feed.send({ command: 'connect' });
  end();
  feed.send({ command: 'about' });
  expect(heard).toEqual(['connect']);
});
