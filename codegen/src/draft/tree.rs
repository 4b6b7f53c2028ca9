//! Finds out which field belongs to which object. Pages print the fields of an object flat after it
//! and do not mark where they end.

use super::block;
use crate::doubt;
use crate::page::Block;
use crate::raw::{FieldType, Known, KnownObject, Pages};

/// A field, with the fields in it.
#[derive(Debug)]
pub(super) struct Node<'p> {
    pub(super) block: &'p Block,
    /// The row that the page prints for the items of an array.
    pub(super) item: Option<&'p Block>,
    pub(super) children: Vec<Node<'p>>,
    /// What is not certain of its place, or of what stands in it.
    pub(super) doubts: Vec<String>,
}

impl Node<'_> {
    /// How much the captures show of it; of an object, of the fields in it.
    pub(super) fn known(&self) -> Known {
        let is_object = matches!(
            self.block.field_type(),
            FieldType::Object | FieldType::ArrayOfObjects
        );
        match (is_object, self.children.is_empty()) {
            (true, true) => Known::None,
            (true, false) if self.is_cut() => Known::Part,
            (true, false) => Known::Whole,
            (false, _) => block::known(self.block),
        }
    }

    /// Whether a capture ends within it.
    fn is_cut(&self) -> bool {
        self.children.last().map_or(self.block.is_cut, Node::is_cut)
    }
}

/// A field while the others are placed, by positions.
struct PlacedField {
    block: usize,
    item: Option<usize>,
    parent: Option<usize>,
}

struct Placement<'p> {
    layout: &'p Pages,
    blocks: &'p [Block],
    placed: Vec<PlacedField>,
    /// Objects that may go on, the outermost first.
    open: Vec<usize>,
}

/// Places every field.
pub(super) fn build<'p>(layout: &'p Pages, blocks: &'p [Block]) -> Vec<Node<'p>> {
    let mut placing = Placement {
        layout,
        blocks,
        placed: Vec::new(),
        open: Vec::new(),
    };
    (0..blocks.len()).for_each(|block| placing.place(block));
    placing.nodes(None)
}

impl<'p> Placement<'p> {
    fn name(&self, block: usize) -> Option<&'p str> {
        self.blocks.get(block)?.name.as_ref().map(|name| name.text.as_str())
    }

    fn name_of(&self, placed: usize) -> Option<&'p str> {
        self.name(self.placed.get(placed)?.block)
    }

    fn place(&mut self, block: usize) {
        let Some(kind) = self.blocks.get(block).map(Block::field_type) else { return };
        if let Some(array) = self.array_of_item(block) {
            if let Some(placed) = self.placed.get_mut(array) {
                placed.item = Some(block);
            }
            return;
        }
        while let Some(top) = self.open.last().copied() {
            if !self.closes(top, block) {
                break;
            }
            self.open.pop();
        }
        let parent = self.open.last().copied();
        self.placed.push(PlacedField { block, item: None, parent });
        let opens = match kind {
            // One without a name cannot be sent: fields in it could not be either.
            FieldType::Object => self.name(block).is_some(),
            FieldType::ArrayOfObjects => self.has_item(block),
            _ => false,
        };
        if opens {
            self.open.push(self.placed.len() - 1);
        }
    }

    /// Whether the row for its items stands behind an array; one without a name takes any.
    fn has_item(&self, array: usize) -> bool {
        let of = self.name(array + 1).and_then(|name| self.item_of(name));
        of.is_some_and(|of| self.name(array).is_none_or(|name| name == of))
    }

    /// The array that the row for items is called after.
    fn item_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_suffix(self.layout.items.as_ref()?.suffix.as_str())
    }

    /// The array right before, if this is the row for its items.
    fn array_of_item(&self, block: usize) -> Option<usize> {
        let last = self.placed.len().checked_sub(1)?;
        let placed = self.placed.get(last)?;
        let kind = self.blocks.get(placed.block)?.field_type();
        let is_array =
            matches!(kind, FieldType::ArrayOfObjects | FieldType::ArrayOfStrings);
        let is_next = placed.block + 1 == block && self.has_item(placed.block);
        (is_array && is_next).then_some(last)
    }

    fn known(&self, placed: usize) -> Option<&'p KnownObject> {
        let name = self.name_of(placed)?;
        self.layout.objects.iter().find(|object| object.name == name)
    }

    /// Whether an object is over when this field comes.
    fn closes(&self, top: usize, block: usize) -> bool {
        let Some(name) = self.name(block) else { return false };
        let mut outermost = self.layout.objects.iter().filter(|it| it.outermost);
        if outermost.any(|object| object.name == name) {
            return true;
        }
        let known = self.known(top);
        if let Some(known) = known.filter(|known| known.complete) {
            return !known.fields.iter().any(|field| field == name);
        }
        let mut siblings =
            self.placed.iter().filter(|placed| placed.parent == Some(top));
        if siblings.any(|placed| self.name(placed.block) == Some(name)) {
            return true;
        }
        let is_member = |name: &str| {
            known.is_some_and(|known| known.fields.iter().any(|field| field == name))
        };
        // What is known of the object applies only if some of it was seen, and no more comes.
        let mut seen = self.placed.iter().filter(|placed| placed.parent == Some(top));
        let applies = seen.any(|it| self.name(it.block).is_some_and(is_member));
        let mut rest = (block..self.blocks.len()).filter_map(|it| self.name(it));
        applies && !rest.any(is_member)
    }

    fn nodes(&self, parent: Option<usize>) -> Vec<Node<'p>> {
        let positions = (0..self.placed.len())
            .filter(|at| self.placed.get(*at).is_some_and(|it| it.parent == parent));
        positions.filter_map(|at| self.node(at)).collect()
    }

    fn node(&self, at: usize) -> Option<Node<'p>> {
        let placed = self.placed.get(at)?;
        let block = self.blocks.get(placed.block)?;
        let mut node = Node {
            block,
            item: placed.item.and_then(|item| self.blocks.get(item)),
            children: self.nodes(Some(at)),
            doubts: Vec::new(),
        };
        node.doubts = self.doubts(at, &node);
        Some(node)
    }

    fn doubts(&self, at: usize, node: &Node<'_>) -> Vec<String> {
        let is_object = matches!(
            node.block.field_type(),
            FieldType::Object | FieldType::ArrayOfObjects
        );
        let mut doubts = Vec::new();
        if node.block.field_type() == FieldType::ArrayOfStrings
            && let Some(button) = &node.block.button
        {
            doubts.push(doubt::texts_behind(&button.text));
        }
        if !is_object {
            return doubts;
        }
        let of_item = || self.item_of(&node.item?.name.as_ref()?.text);
        let name = self.name_of(at).or_else(of_item).unwrap_or("it");
        let is_complete = self.known(at).is_some_and(|known| known.complete);
        match (node.children.first(), node.children.last()) {
            (Some(only), _) if !is_complete && node.children.len() == 1 => {
                doubts.push(doubt::object_of_one(name, &shown(only)));
            }
            (Some(first), Some(last)) if !is_complete => {
                doubts.push(doubt::object_ends(name, &shown(first), &shown(last)));
            }
            // What stands behind the end of a capture is on the page.
            (None, _) if !node.block.is_cut => doubts.push(match &node.block.button {
                Some(button) => doubt::fields_behind(name, &button.text),
                None => doubt::no_fields(name),
            }),
            _ => {}
        }
        if self.name_of(at).is_some_and(|name| self.item_of(name).is_some()) {
            doubts.push(doubt::items_without_array(name));
        }
        let parent = self.placed.get(at).and_then(|placed| placed.parent);
        if let Some(parent) = parent.and_then(|parent| self.name_of(parent)) {
            doubts.push(doubt::inside_or_beside(parent));
        }
        doubts
    }
}

fn shown(node: &Node<'_>) -> String {
    match &node.block.name {
        Some(name) => format!("`{}`", name.text),
        None => "the one without a name".to_owned(),
    }
}
