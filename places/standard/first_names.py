"""Frequent French first and family names, by which an address of a person is recognised."""

_FIRST = """
abdel abdelkader abdou abel achille adam adele adeline adrian adriana adrien adrienne agathe agnes
ahmed aicha aime aimee alain alan albane albert alberto alessandro alex alexandra alexandre alexia
alexis alfred ali alice alicia aline alison alix aliya allan alma aloïs alphonse amadou amanda
amandine amaury ambre amelie amina amine amira anaelle anais anastasia andre andrea andree angela
angele angelina angelique anissa anita ann anna annabelle anne annette annick annie anouk anthony
antoine antoinette antonin antonio apolline arlette armand armelle arnaud arthur arsene assia astrid
audrey augustin aurelia aurelie aurelien aurore axel axelle ayoub aziz baptiste barbara basile
bastien beatrice benedicte benjamin benoit berenice bernadette bernard bertrand bilal blanche
blandine boris brahim brigitte brice bruno camille candice capucine carine carla carole carolina
caroline catherine cathy cecile cecilia cedric celestine celia celine chantal charlene charles
charline charlotte cherif chloe christelle christian christiane christine christophe cindy claire
clara clarisse claude claudette claudia claudine clelia clemence clement clementine clothilde
clotilde colette colin coline coralie corentin corinne cyndie cyril cyrille cyrielle damien daniel
daniela daniele danielle danny daphne david davy deborah delphine denis denise dennis diana diane
didier dimitri dominique donatien dorian dorothee doriane driss dylan eddy edgar edith edmond
edouard edwige elea eleonore eliane elias elie eliot elisa elisabeth elise elodie eloi eloise elsa
elvire emeline emeric emile emilie emilien emma emmanuel emmanuelle enzo eric erica erika erwan
erwann esteban estelle esther ethan etienne eugene eugenie eva evan eve eveline evelyne ewen
fabien fabienne fabio fabrice fanny farid farida fatiha fatima fatoumata faustine felicie felix
ferdinand fernand fernande fiona flavie flavien flora florence florent florian floriane francesca
francette francine francis francois francoise franck frank fred frederic frederique gabin gabriel
gabriela gabrielle gael gaelle gaetan gaspard gaston gauthier genevieve geoffrey geoffroy georges
georgette gerald geraldine gerard germain germaine ghislain ghislaine gilbert gilberte gilles gina
ginette giovanni gisele gladys gontran gregoire gregory guenaelle guilhem guillaume guillemette
gustave guy gwen gwenaelle gwendoline habib hakim hamid hamza hanane harmonie harry hassan hayat
heidi helene helena helie henri henriette herve hicham hortense houda hubert hugo hugues ibrahim
ibtissem ida ilan ilyes ines ingrid irene irina iris isabelle isabel ismael ivan jacky jacqueline
jacques jade jamal jane janine jasmine jawad jean jeanine jeanne jeannette jeannine jennifer jenny
jeremie jeremy jerome jessica jessy jimmy joachim joana joanna joel joelle joffrey johan johann
johanna johnny jonas jonathan jordan joris jose josee josephine josette josiane josselin josue
juan judith jules julia julian juliane julie julien julienne juliette justin justine kamel karen
karim karima karine karl katell katia kelly kenza kevin khadija khaled khalid killian kimberly lea
laetitia laila lamia lara laura laure laureen lauren laurence laurene laurent laurie laurine leila
lena leo leon leona leonard leonie leopold leslie leticia lila lilas lilian liliane lilou lina
linda line lionel lisa lise lisette loan loic lola lolita lorenzo lou louane loubna louis louisa
louise louison luc luca lucas lucie lucien lucienne lucile lucille ludivine ludovic lydia lydie
lylia lysiane maelle maeva maelys magali magalie maggy mahe maia malik malika manon manuel manuela
marc marceau marcel marcelle marco margaux margot marguerite maria marianne marie mariama mariam
mariane marielle marina marine mario marion marius marjolaine marjorie marlene marthe martial
martin martine marwan maryam maryline maryse maryvonne mateo mathias mathieu mathilde mathis
matthias matthieu maud maurane maureen maurice max maxence maxime maxine mehdi melanie melina
melissa melodie meriem mia michael michaela michel michele micheline michelle mickael miguel mika
mike mila milan milena mireille miriam mohamed mohammed moise mona monica monique morgan morgane
moussa mounir mourad muriel mustapha myriam mylene nabil nadege nadia nadine nadir naim naima
najat nancy naomi natacha natalia nathalie nathan nawal nelly nicolas nicole nina noe noel noela
noelle noemie nolan nora nordine noura nouria oceane octave odette odile olga olive olivia olivier
omar ombeline ophelie oscar oumar pablo paola pascal pascale pascaline patrice patricia patrick
paul paula paulette paulin pauline pedro perrine peter philippe philomene pierre pierrette
pierrick quentin rabah rachel rachid rachida rafael raoul raphael raphaelle raymond raymonde rayan
rebecca regine regis reine remi remy renaud rene renee reynald ricardo richard robert roberte
robin roberto roch rodolphe rodrigue roger roland rolande romain romane romaric romeo romuald
ronan rosa rosalie rose roselyne roseline rosine roxane rudy ruth sabine sabrina sacha said salah
salim salima salome salomon sam samantha samia samir samira sami samuel samy sandra sandrine sandy
sara sarah sasha saskia sebastien selim selma serena serge sergio severine shirley sibylle sidonie
simon simone sofia sofiane solange soledad solene solenne soline sonia sonny sophia sophie soraya
souad soufiane stella stephan stephane stephanie steve steven sullivan suzanne suzie sylvain
sylvaine sylvette sylvia sylviane sylvie tania tanguy tatiana teddy teresa tessa thais thea theo
theodore theophile therese thibaud thibault thibaut thierry thomas tiffany timothee timeo titouan
tom tommy tony tristan ulysse urbain vadim valentin valentine valerie valery vanessa vera
veronique vianney vicky victor victoire victoria vincent viviane virgile virginie vladimir walid
wassim wendy wilfried william willy xavier yael yan yanis yann yannick yasmina yasmine yoan yoann
yohan yohann yolande youcef youri youssef ysaline yvan yves yvette yvon yvonne zacharie zahra zara
zakaria zineb zoe zohra aissatou awa bintou ousmane mamadou ibrahima djibril seydou
"""
# Those that end many an initial and name written in one word (« mdupont »).
_FAMILY = """
andre barbier bailly baron benard benoit bernard bertrand besson blanc blanchard bonnet boucher
bourgeois bouvier boyer brunet brun carpentier charpentier chevalier clement colin collet cousin
david deschamps denis dubois dufour dumas dumont dupont dupuis dupuy durand duval etienne fabre
faure fernandez fleury fontaine fournier francois gaillard garcia garnier gauthier gautier gerard
germain gillet girard giraud gonzalez grondin guerin guillaume guillot hamon henry hoarau huet
hubert humbert jacquet jacques joly julien klein lacroix lambert laurent leclerc leclercq lecomte
lefebvre lefevre legrand legros lemaire lemaitre lemoine leroux leroy leveque lopez lucas maillard
marchal marchand marie martin martinez martinot marty masson mathieu menard mercier meunier meyer
michaud michel millet monnier moreau morel morin moulin muller nicolas noel olivier paris payet
pelletier pereira perez perret perrin perrot petit philippe picard pierre poirier pons prevost
rault raymond remy renard renaud renault rey reynaud richard riviere robert robin roche rodriguez
roger rolland rousseau roussel roux royer roy sanchez schmitt schneider schwartz simon thomas
tessier vasseur vidal vincent weber
"""
_ACCENTS = str.maketrans("ïéèêë", "ieeee")
FIRST_NAMES = frozenset(_FIRST.translate(_ACCENTS).split())
FAMILY_NAMES = frozenset(_FAMILY.split())
