import * as late from './feed.late.ts';
import { OtklikFeed, type FeedInitial } from './feed.ts';

OtklikFeed.late = late;
OtklikFeed.preset = (element: OtklikFeed, initial: FeedInitial) => {
  element.take(late);
  element.loaded.preset(initial.page);
  element.late?.preset(initial);
};
