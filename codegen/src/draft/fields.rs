//! Drafts the fields of a part, each in the object that it is in.

use super::block::{
    form_of, item, item_type_differs, missing_prose, nameless, table, unread,
};
use super::prose::{self, Hints, ProseFacts};
use super::tree::{self, Node};
use super::wording::wording;
use super::{Drafting, id, limits, sentences};
use crate::doubt;
use crate::page::{Block, Part, Text};
use crate::raw::{self, FieldType, Need};
use crate::source::Span;

impl Drafting<'_> {
    pub(super) fn part(
        &mut self,
        part: &Part,
        direction: &str,
        id: &str,
    ) -> (Vec<raw::Field>, Vec<raw::Unnamed>) {
        if let Some(heading) = &part.heading {
            self.places.insert(direction.to_owned(), heading.span);
            let marked = part.mark.unwrap_or(heading.span);
            self.places.insert(format!("{direction}.encrypted"), marked);
        }
        let nodes = tree::build(self.background.layout, &part.blocks);
        self.fields(&nodes, direction, id)
    }

    fn fields(
        &mut self,
        nodes: &[Node<'_>],
        above: &str,
        id: &str,
    ) -> (Vec<raw::Field>, Vec<raw::Unnamed>) {
        let (mut fields, mut unnamed) = (Vec::<raw::Field>::new(), Vec::new());
        for node in nodes {
            if let Some(name) = &node.block.name {
                fields.push(self.field(node, name, above, id));
            } else if let Some(name) = self.name_of_items(node) {
                let mut field = self.field(node, &name, above, id);
                let doubt = doubt::name_of_items(&name.text);
                let doubts: Vec<_> =
                    std::iter::once(doubt).chain(field.confirm.take()).collect();
                field.confirm = sentences(&doubts);
                fields.push(field);
            } else {
                let after = fields.last().map(|field| field.name.clone());
                let subject = format!("{above}.unnamed.{}", unnamed.len());
                self.place(&subject, node.block);
                if node.block.is_cut || node.block.is_garbled {
                    self.unsure.insert(subject);
                }
                unnamed.push(nameless(node.block, after));
            }
        }
        (fields, unnamed)
    }

    /// The name of an array of which the page names only the items.
    fn name_of_items(&self, node: &Node<'_>) -> Option<Text> {
        let item = node.item?.name.as_ref()?;
        let suffix = &self.background.layout.items.as_ref()?.suffix;
        let text = item.text.strip_suffix(suffix.as_str())?.to_owned();
        Some(Text { text, ..item.clone() })
    }

    fn field(
        &mut self,
        node: &Node<'_>,
        name: &Text,
        above: &str,
        id: &str,
    ) -> raw::Field {
        let block = node.block;
        let subject = format!("{above}.{}", name.text);
        let mut doubts = [block.doubts.clone(), node.doubts.clone()].concat();
        let kind = block.field_type();
        // The row for the items of a list of texts limits each of them.
        let limit = block.limit.as_ref();
        let of_item = node.item.filter(|_| kind == FieldType::ArrayOfStrings);
        let limit = limit.or_else(|| of_item.and_then(|item| item.limit.as_ref()));
        let stated = limits::read(kind, limit);
        doubts.extend(stated.doubt);
        let hints = Hints {
            limit: limit.map(|(limit, _)| limit),
            is_cut: block.is_cut,
        };
        let told = prose::read(self.background.layout, &block.prose, hints);
        self.place_told(&subject, &told);
        let codes = self.codes(&told, block, (&name.text, &subject), id, &mut doubts);
        let form = form_of(kind, &told, codes.is_some(), &mut doubts);
        let condition =
            told.condition.filter(|_| block.field_need() == Need::Conditional);
        missing_prose(block, condition.is_none(), &mut doubts);
        unread(block, &mut doubts);
        if block.is_cut || block.is_garbled {
            let table = codes.iter().map(|id| format!("codes.{id}"));
            self.unsure.extend(table.chain([subject.clone()]));
        }
        if block.need.0.is_none() {
            self.unsure.insert(format!("{subject}.need"));
        }
        if block.kind.0.is_none() {
            self.unsure.insert(format!("{subject}.type"));
        }
        doubts.extend(node.item.and_then(|item| item_type_differs(kind, item)));
        self.place(&subject, block);
        if node.item.is_some_and(|item| item.is_cut || item.is_garbled) {
            self.unsure.insert(format!("{subject}.item"));
        }
        if let Some(item) = node.item {
            self.place(&format!("{subject}.item"), item);
        }
        let (fields, unnamed) = self.fields(&node.children, &subject, id);
        let mut field = raw::Field {
            name: name.text.clone(),
            kind,
            need: block.field_need(),
            condition,
            constraint: stated.constraint,
            default: told.default.map(|default| default.text),
            form,
            codes,
            wire: told.wire.filter(|_| kind == FieldType::Boolean),
            item: node.item.map(item),
            known: node.known(),
            fields,
            unnamed,
            wording: wording(&block.prose).filter(|_| !block.is_garbled),
            confirm: sentences(&doubts),
            ..raw::Field::default()
        };
        field.set_limits(stated.limits);
        field
    }

    /// The places of the facts of a field.
    fn place(&mut self, subject: &str, block: &Block) {
        let mut put = |fact: &str, span: Span| {
            self.places.insert(format!("{subject}{fact}"), span);
        };
        put("", block.name.as_ref().map_or(block.kind.1, |name| name.span));
        put(".type", block.kind.1);
        put(".need", block.need.1);
        if let Some((_, line)) = &block.limit {
            put(".limit", line.span);
        }
        for (number, line) in block.prose.iter().enumerate().rev() {
            put(&format!(".wording.{number}"), line.span);
            put(".wording", line.span);
        }
    }

    /// The places of what the prose of a field states.
    fn place_told(&mut self, subject: &str, told: &ProseFacts) {
        for (key, text) in [("form", &told.form), ("default", &told.default)] {
            let text = text.as_ref();
            let place = text.map(|it| (format!("{subject}.wording.{key}"), it.span));
            self.places.extend(place);
        }
    }

    /// The table of the codes that the prose of a field lists.
    fn codes(
        &mut self,
        told: &ProseFacts,
        block: &Block,
        (name, subject): (&str, &str),
        id: &str,
        doubts: &mut Vec<String>,
    ) -> Option<String> {
        for (code, _) in &told.codes {
            let subject = format!("{subject}.codes.{}", code.text);
            self.places.insert(subject, code.span);
        }
        if let Some(row) = &told.unread_row {
            doubts.push(doubt::unread_row(&row.text));
        }
        if told.codes.is_empty() {
            return None;
        }
        match block.field_type() {
            FieldType::String | FieldType::ArrayOfStrings => {}
            FieldType::Boolean if told.wire.is_some() => return None,
            _ => {
                doubts.push(doubt::codes_of_no_text());
                return None;
            }
        }
        let table = table(&told.codes, name, id, doubts);
        let codes = |table: &raw::CodeTable| {
            table.codes.iter().map(|it| (it.code.clone(), it.name.clone())).collect()
        };
        let own: Vec<_> = codes(&table);
        let same = |it: &&raw::CodeTable| codes(it) == own;
        if let Some(known) = self.tables.iter().find(same) {
            return Some(known.id.clone());
        }
        let table = raw::CodeTable {
            id: id::free(&table.id, |it| self.tables.iter().all(|known| known.id != it)),
            ..table
        };
        self.tables.push(table);
        self.tables.last().map(|table| table.id.clone())
    }
}
