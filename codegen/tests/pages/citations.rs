//! Each fact that was imported leads back to the line of the capture that it was read from.

#[path = "../../examples/facts/citations.rs"]
mod follow;

use follow::Cited;

use super::support::{PAGE, base, files, text_of, with};

#[test]
fn each_fact_leads_to_the_line_of_its_page() {
    let captures = vec![text_of("page.txt", PAGE)];
    let cited = Cited::new(with(base(), &files()), captures).unwrap();
    let facts = cited.facts();
    assert!(facts.len() > 40, "{}", facts.len());
    let followed: Vec<_> = facts.into_iter().map(|fact| cited.follow(fact)).collect();
    let unfound = followed.iter().filter(|citation| citation.source.is_none());
    let unfound: Vec<_> = unfound.map(ToString::to_string).collect();
    assert!(unfound.is_empty(), "{unfound:#?}");
    // Of several lines below a field, that which has it.
    for citation in followed {
        let line = citation.source.as_ref().map_or("", |it| it.text.as_str());
        if citation.fact.text.contains(" form: ") {
            assert!(line.contains("Written"), "{citation}");
        }
    }
}

#[test]
fn a_fact_that_no_line_says_leads_nowhere() {
    let made = |(name, text): (String, String)| {
        let field = "    - name: invented\n      type: string\n      need: optional\n      \
                     known: none\n    - name: kind\n";
        (name, text.replacen("    - name: kind\n", field, 1))
    };
    let files: Vec<_> = files().into_iter().map(made).collect();
    let captures = vec![text_of("page.txt", PAGE)];
    let cited = Cited::new(with(base(), &files), captures).unwrap();
    let invented = cited.facts().into_iter().filter(|it| it.text.ends_with("invented"));
    let followed: Vec<_> = invented.map(|fact| cited.follow(fact)).collect();
    assert_eq!(followed.len(), 1);
    assert!(followed[0].source.is_none(), "{}", followed[0]);
}
