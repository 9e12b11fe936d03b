// What the desk's editor takes from ProseMirror, and nothing else: the bundle keeps only this.
export { Schema, Fragment, Slice, Node, DOMParser, DOMSerializer } from "prosemirror-model";
export { EditorState, Plugin, PluginKey, TextSelection, NodeSelection, AllSelection, Selection } from "prosemirror-state";
export { EditorView, Decoration, DecorationSet } from "prosemirror-view";
export { Transform, canSplit } from "prosemirror-transform";
export { history, undo, redo, closeHistory } from "prosemirror-history";
export { keymap } from "prosemirror-keymap";
export {
  baseKeymap, chainCommands, exitCode, lift, liftEmptyBlock, selectParentNode, setBlockType, toggleMark, wrapIn,
} from "prosemirror-commands";
export { inputRules, InputRule, undoInputRule, wrappingInputRule, textblockTypeInputRule } from "prosemirror-inputrules";
export { wrapInList, splitListItem, liftListItem, sinkListItem } from "prosemirror-schema-list";
export { dropCursor } from "prosemirror-dropcursor";
export { gapCursor } from "prosemirror-gapcursor";
