import { brief, isEmpty, type Json } from './surveyjs-json.ts';
import type { Report } from './surveyjs-report.ts';

const set = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/**
 * How a definition of SurveyJS looks and feels, which is the widget's affair here: nothing is lost that
 * was asked or said. Every other property that an import doesn't know is told of.
 */
const looks = set(`
  id type name state width minWidth maxWidth widthMode size inputSize rows cols autoGrow allowResize acceptCarriageReturn
  startWithNewLine colCount itemSize indent innerIndent leftIndent rightIndent paddingLeft paddingRight fitToContainer
  titleLocation descriptionLocation labelLocation renderAs cssClasses cssType showNumber hideNumber
  questionStartIndex questionTitleLocation questionTitlePattern questionTitleTemplate questionTitleWidth
  questionDescriptionLocation questionErrorLocation errorLocation requiredText requiredMark requiredErrorText
  showQuestionNumbers showPageNumbers showPageTitles showTitle showProgressBar progressBarType progressBarLocation
  progressBarShowPageNumbers progressBarShowPageTitles progressBarInheritWidthFrom showTOC tocLocation
  showNavigationButtons navigationButtonsLocation navigationButtonsVisibility showPrevButton goNextPageAutomatic
  autoAdvanceEnabled autoAdvanceAllowComplete pagePrevText pageNextText completeText startSurveyText previewText
  editText navigationTitle navigationDescription headerView header logoPosition logoWidth logoHeight logoFit
  focusFirstQuestionAutomatic autoFocusFirstQuestion focusOnFirstError autoFocusFirstError checkErrorsMode
  textUpdateMode mobileView themeVariables themeName isPanelless backgroundOpacity
  rateType displayMode rateDisplayMode scaleColorMode rateColorMode displayRateDescriptionsAsExtremeItems autoGenerate
  rateCount placeholder placeHolder optionsCaption showOptionsCaption otherErrorText otherPlaceholder otherPlaceHolder
  searchEnabled searchMode allowClear showClearButton closeOnSelect hideSelectedItems separateSpecialChoices
  useDropdownList textWrapEnabled dropdownWidthMode swapOrder showLabel imageFit imageHeight imageWidth
  minImageHeight minImageWidth maxImageHeight maxImageWidth contentMode multiSelect
  verticalAlign alternateRows showHeader columnMinWidth rowTitleWidth horizontalScroll displayRowHeaders autocomplete
  maxOthersLength
`);

/** What makes answers necessary. */
const requiring = ['isRequired', 'requiredIf', 'isAllRowRequired', 'eachRowRequired', 'eachRowUnique'];

/** Tells of every property that isn't taken over: all but those in `read` and those of looks. */
export function tellProperties(json: Json, path: string, read: readonly string[], report: Report): void {
  const under = path && `${path}.`;
  for (const property of Object.keys(json)) {
    if (isEmpty(json[property]) || read.includes(property) || looks.has(property)) continue;
    if (requiring.includes(property)) report.add(`${under}${brief(property)}`, 'required');
    else report.add(under.slice(0, -1), 'property', { property: brief(property) });
  }
}
