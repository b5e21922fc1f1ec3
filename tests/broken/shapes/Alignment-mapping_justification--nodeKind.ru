# The sssom:mapping_justification of tiny2020/alignment/training-inner-setting is a text, not a thing.
BASE <https://w3id.org/determinants/>
PREFIX sssom: <https://w3id.org/sssom/>

DELETE { <tiny2020/alignment/training-inner-setting> sssom:mapping_justification ?value }
INSERT { <tiny2020/alignment/training-inner-setting> sssom:mapping_justification "a text" }
WHERE { <tiny2020/alignment/training-inner-setting> sssom:mapping_justification ?value }
