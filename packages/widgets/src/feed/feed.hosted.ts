import * as late from './feed.late.ts';
import { OtklikFeed, type FeedInitial } from './feed.ts';

OtklikFeed.late = late;
OtklikFeed.preset = (element: OtklikFeed, { page, publication }: FeedInitial) => {
  element.take(late);
  element.loaded.preset(page);
  element.late?.preset(publication);
};
